"""What people are told about their learning plan."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("learning_plan.written", _("Your learning plan is new. Have a look."), leads_to="planning:mine")
