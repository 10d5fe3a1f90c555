from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice(
    "lookups.stopped", _("Someone opened many records in a short time. Look into it now."), leads_to="lookups:stop"
)
declare_notice("lookups.you_are_stopped", _("You opened many records. Your manager must talk to you."), leads_to="home")
declare_notice("lookups.lifted", _("You can open records again."), leads_to="home")
