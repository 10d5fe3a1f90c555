from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("sheets.asked", _("A person asks for a paper sheet. Print it for them."), leads_to="sheets:sheet")
declare_notice("sheets.printed", _("Your paper sheet is printed. Staff bring it to you."), leads_to="sheets:own")
declare_notice("sheets.typed", _("Staff typed in your paper sheet. See if it is right."), leads_to="sheets:own")
