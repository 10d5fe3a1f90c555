"""What a person is told about their PIN."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("pin.code_started", _("Staff made a code for you to choose a new PIN. See who."), leads_to="pins:mine")
declare_notice(
    "pin.chosen", _("A new PIN was chosen with a code. If it was not you, tell staff."), leads_to="pins:mine"
)
