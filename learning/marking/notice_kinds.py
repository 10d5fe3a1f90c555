"""What people are told about marking."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("marking.done", _("Your tutor has marked your quiz."), leads_to="quizzes:result")
