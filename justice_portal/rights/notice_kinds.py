from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("rights.asked", _("Someone asks to put their record right."), leads_to="rights:correction")
declare_notice(
    "rights.answered", _("You have an answer about putting your record right."), leads_to="rights:correction"
)
declare_notice("rights.copy_ready", _("The copy of your record is ready."), leads_to="rights:copy")
declare_notice("rights.keep_date", _("We tell you until when we keep your record."), leads_to="rights:kept")
