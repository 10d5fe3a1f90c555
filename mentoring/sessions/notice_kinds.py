"""What the two and their worker are told of a session. No notice names anybody."""

from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

ONE, CALENDAR = "sessions:one", "sessions:calendar"

declare_notice("sessions.booked", _("You have a time with your mentor."), leads_to=ONE)
declare_notice("sessions.mentor_booked", _("Somebody booked a time with you."), leads_to=CALENDAR)
declare_notice("sessions.off", _("A time with your mentor is off. See why."), leads_to=ONE)
declare_notice("sessions.mentor_off", _("A time with somebody you mentor is off."), leads_to=CALENDAR)
declare_notice("sessions.tomorrow", _("You see your mentor tomorrow."), leads_to=ONE)
declare_notice("sessions.mentor_tomorrow", _("You have a time with somebody tomorrow."), leads_to=CALENDAR)
declare_notice("sessions.kept", _("You saw your mentor. Say how it was."), leads_to=ONE)
declare_notice("sessions.missed", _("There is news about a time with your mentor."), leads_to=ONE)
declare_notice("sessions.note_waits", _("A mentor's note waits for you to read it first."), leads_to=ONE)
