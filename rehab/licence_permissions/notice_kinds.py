from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("may_i.asked", _("Someone on licence asks if they may do something."), leads_to="may-i:permission")
declare_notice("may_i.written", _("Staff wrote a “May I?” for you. Look if it is right."), leads_to="may-i:permission")
declare_notice(
    "may_i.said_wrong", _("Someone says that a “May I?” typed for them is wrong."), leads_to="may-i:permission"
)
declare_notice("may_i.waits", _("A “May I?” has its day soon, and nobody answered."), leads_to="may-i:permission")
declare_notice("may_i.answered", _("You have an answer to “May I?”."), leads_to="may-i:permission")
