from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

declare_notice("checkin.due", _("It is time to tell us how you are."), leads_to="checkins:check-in")
declare_notice("checkin.read", _("Your officer has read your check-in."), leads_to="checkins:check-in")
declare_notice("checkin.sent", _("A check-in was sent."), leads_to="checkins:check-in")
declare_notice("checkin.expired", _("A check-in was not sent in time."), leads_to="checkins:check-in")
