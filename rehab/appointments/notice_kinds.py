from django.utils.translation import gettext_lazy as _

from justice_portal.notices.kinds import declare_notice

PAGE = "appointments:appointment"

declare_notice("appointment.booked", _("You have a new appointment."), leads_to=PAGE)
declare_notice("appointment.changed", _("An appointment was changed. Look at the day and time."), leads_to=PAGE)
declare_notice("appointment.cancelled", _("An appointment is off. You do not need to go."), leads_to=PAGE)
declare_notice("appointment.tomorrow", _("You have an appointment tomorrow."), leads_to=PAGE)
declare_notice("appointment.asked", _("Tell us what happened with an appointment."), leads_to="appointments:reply")
declare_notice("appointment.decided", _("There is news about an appointment."), leads_to=PAGE)
declare_notice("appointment.replied", _("Someone told you what happened with an appointment."), leads_to=PAGE)
declare_notice("appointment.with_mentor", _("There is news about a meeting of yours."), leads_to="matching:meetings")
declare_notice("appointment.move_asked", _("Someone asks to move an appointment or call it off."), leads_to=PAGE)
declare_notice("appointment.move_answered", _("You asked about an appointment. Here is the answer."), leads_to=PAGE)
declare_notice("appointment.with_another", _("Someone else will meet you. Look who it is."), leads_to=PAGE)
declare_notice("appointment.given_to_you", _("An appointment was given to you."), leads_to=PAGE)
