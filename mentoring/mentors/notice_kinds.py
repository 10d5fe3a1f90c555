"""What workers and mentors are told."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("mentors.supervisor", _("You look after a mentor from now."), leads_to="mentor_file:file")
declare_notice("mentors.application_decided", _("You have an answer about being a mentor."), leads_to="applying:mine")
declare_notice("mentors.cost_decided", _("A cost that you asked for was decided."), leads_to="mentor_file:mine")
