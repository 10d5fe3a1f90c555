"""A session as each reader reads it. What was nobody's choice is never said to be somebody's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.people.models import Person
from justice_portal.templatetags.look import said_time
from mentoring.sessions.models import Kind, MentoringSession
from rehab.appointments.also import Also
from rehab.appointments.words import day_with_name

Status, Off, Missed = MentoringSession.Status, MentoringSession.Off, MentoringSession.Missed

ICONS = {Kind.MEET: "people", Kind.PHONE: "phone", Kind.VIDEO: "tablet"}
OWN_KINDS = {
    Kind.MEET: _("You meet face to face"),
    Kind.PHONE: _("It is a phone call"),
    Kind.VIDEO: _("It is a video call"),
}
SIGNS = {Status.BOOKED: "info", Status.KEPT: "good", Status.MISSED: "wait", Status.CANCELLED: "none"}
OWN_STATES = {
    Status.BOOKED: _("Booked"),
    Status.KEPT: _("You met"),
    Status.MISSED: _("It did not take place"),
    Status.CANCELLED: _("Called off"),
}
#: Why it did not take place, to the person.
MISSED_TO_PERSON = {
    Missed.NOT_LET: _("You could not come. That was not your choice. You can book a new time."),
    Missed.ILL: _("You were ill. We hope you feel better. You can book a new time."),
    Missed.CHOSE: _("You did not come this time. That is all right. You can book a new time when you want."),
    Missed.MENTOR: _("Your mentor could not come. It was not about you. You can book a new time."),
    Missed.PLACE: _("Staff could not run it that day. It was not about you. You can book a new time."),
    Missed.LINE: _("The call did not work. It was not about you. You can book a new time."),
    Missed.UNKNOWN: _("We do not know why. If it went wrong for you, tell staff. You can book a new time."),
}
#: Why it is off, to the person. What another cannot know of stays unsaid.
OFF_TO_PERSON = {
    Off.PERSON: _("You called it off. You can book a new time."),
    Off.MENTOR: _("Your mentor cannot come. You can book a new time."),
    Off.PLACE: _("The room or the line cannot be used then. You can book a new time."),
    Off.STOPPED: _("Your mentoring is on a break or has ended."),
    Off.VETTING: _("Your mentor has to do a check first. You can book a later time."),
    Off.MOVED: _("You moved. You can book a new time."),
    Off.APART: _("It cannot take place. Staff can tell you more."),
}
#: The same to the mentor, who learns of no place and no event from it (T52).
OFF_TO_MENTOR = {
    Off.PERSON: _("The person cannot come."),
    Off.MENTOR: _("You called it off."),
    Off.PLACE: _("The room or the line cannot be used then."),
    Off.VETTING: _("Your vetting ends before that day."),
}
ELSE_TO_MENTOR = _("Something changed. Your worker can tell you more.")


def dress(one: MentoringSession, *, own: bool, is_mentor: bool = False) -> MentoringSession:
    """With the words and signs that its pages show. own: the reader is the person."""
    status, kind = Status(one.status), Kind(one.kind)
    starts, ends = (at.astimezone(clock.LONDON) for at in (one.starts_at, one.ends_at))
    one.sign, one.icon = SIGNS[status], ICONS[kind]
    one.state = OWN_STATES[status] if own else status.label
    if one.awaits_outcome:
        one.sign, one.state = "wait", _("Over") if own else _("What came of it?")
    one.way_to_meet = OWN_KINDS[kind] if own else kind.label
    one.day_said, one.from_said, one.to_said = day_with_name(starts.date()), said_time(starts), said_time(ends)
    one.why_said = _why(one, own=own, is_mentor=is_mentor)
    one.with_said = one.mentor.mentor.called if own else one.person.called
    return one


def _why(one: MentoringSession, *, own: bool, is_mentor: bool) -> Any:
    if one.status == Status.MISSED:
        return MISSED_TO_PERSON[Missed(one.missed_why)] if own else one.get_missed_why_display()
    if one.status != Status.CANCELLED:
        return ""
    off = Off(one.off_why)
    if own:
        return OFF_TO_PERSON[off]
    return OFF_TO_MENTOR.get(off, ELSE_TO_MENTOR) if is_mentor else off.label


def in_my_week(user: Any, person: Person) -> list[Also]:
    """What My week shows of sessions: those to come."""
    rows = MentoringSession.objects.visible_to(user).to_come().filter(person=person).for_page()[:10]
    found = [dress(one, own=True) for one in rows]
    return [
        Also(_("Time with your mentor"), one.get_absolute_url(), one.day_said, one.from_said, one.icon) for one in found
    ]
