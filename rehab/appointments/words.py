"""What an appointment is called when the person reads it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.templatetags.look import said_time
from rehab.appointments.models import Appointment

#: Further away than this a day is said with its year.
FAR = 180
Status, Kind, Reply = Appointment.Status, Appointment.Kind, Appointment.Reply

#: Status -> the kind of the sign, and the words.
OWN_STATES = {
    Status.PLANNED: ("info", _("Planned")),
    Status.KEPT: ("good", _("You came")),
    Status.ASKED: ("wait", _("Tell us what happened")),
    Status.ACCEPTABLE: ("good", _("You had a good reason")),
    Status.UNACCEPTABLE: ("bad", _("Missed, with no good reason")),
    Status.CANCELLED: ("none", _("Called off")),
}
STAFF_STATES = {
    Status.PLANNED: "info",
    Status.KEPT: "good",
    Status.ASKED: "wait",
    Status.ACCEPTABLE: "good",
    Status.UNACCEPTABLE: "bad",
    Status.CANCELLED: "none",
}
ICONS = {
    Kind.OFFICE: "people",
    Kind.PHONE: "phone",
    Kind.VIDEO: "tablet",
    Kind.HOME: "house",
    Kind.THREE_WAY: "people",
}
#: How they meet, as the person reads it.
OWN_KINDS = {
    Kind.OFFICE: _("You meet face to face"),
    Kind.PHONE: _("It is a phone call"),
    Kind.VIDEO: _("It is a video call"),
    Kind.HOME: _("They come to your home"),
    Kind.THREE_WAY: _("Three of you meet"),
}
REPLIES = {
    Reply.CAME: _("I was there"),
    Reply.ILL: _("I was ill"),
    Reply.TRAVEL: _("I could not get there"),
    Reply.WORK: _("I was at work or on a course"),
    Reply.FAMILY: _("My family needed me"),
    Reply.NOT_LET: _("I was not let out, or was moved"),
    Reply.NOT_TOLD: _("I did not know about it"),
    Reply.FORGOT: _("I forgot"),
    Reply.OTHER: _("Something else"),
}


def dress(meeting: Appointment, *, own: bool) -> Appointment:
    """With the words and signs that its pages show."""
    status = Status(meeting.status)
    meeting.sign, meeting.state = OWN_STATES[status] if own else (STAFF_STATES[status], status.label)
    if own and status == Status.ASKED and meeting.replied_at:
        meeting.sign, meeting.state = "wait", _("You told us. We are looking.")
    meeting.icon = ICONS[Kind(meeting.kind)]
    meeting.way_to_meet = OWN_KINDS[Kind(meeting.kind)] if own else Kind(meeting.kind).label
    starts, ends = (at.astimezone(clock.LONDON) for at in (meeting.starts_at, meeting.ends_at))
    meeting.day_said, meeting.from_said, meeting.to_said = (
        day_with_name(starts.date()),
        said_time(starts),
        said_time(ends),
    )
    return meeting


def day_with_name(day: date) -> str:
    """A day as people plan by it: Today, Tomorrow, Tuesday 24 November."""
    away = (day - clock.today()).days
    if away in {0, 1}:
        return said("Tomorrow") if away else said("Today")
    is_far = abs(away) > FAR
    return date_format(day, "l j F Y" if is_far else "l j F")
