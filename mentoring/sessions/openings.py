"""When two people can meet: where the mentor's free hours and the slots of the wing or office fall together.

Plain figures: no permission here. Five queries, however many times there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.people.models import Person
from mentoring.matching.apart import is_under_18, why_apart
from mentoring.matching.models import Match
from mentoring.mentors.models import Mentor
from mentoring.sessions.models import FreeHour, Kind, MentoringSession, VisitSlot
from mentoring.sessions.video import is_video_on
from rehab.models import Appointment

#: From tomorrow, so that wing and mentor know a day before, to four weeks ahead.
EARLIEST, FURTHEST = timedelta(days=1), timedelta(days=28)
#: So many times are offered at once: a list that can be read aloud.
OFFERED = 8

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Opening:
    """One time that can be booked."""

    slot: VisitSlot
    day: date
    starts_at: datetime
    ends_at: datetime

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"{self.slot.pk}.{self.day:%Y%m%d}"


def why_not(match: Match, mentor: Mentor) -> str:
    """Why the two cannot book now, in words that give nothing away; nothing when they can."""
    if not match.is_active:
        return _("Your mentoring is on a break or has ended.")
    if not mentor.is_vetted or why_apart(match.person, match.mentor_id):
        return _("You cannot book a time now. Staff know, and will sort it out.")
    return ""


def slots_for(person: Person) -> QuerySet[VisitSlot]:
    """The open slots of where the person is now; none while they are between places."""
    if person.place == Person.Place.PRISON and person.establishment_id:
        of_wing = Q(wing=None) | Q(wing=person.wing_id)
        return VisitSlot.objects.open().filter(of_wing, establishment=person.establishment_id)
    if person.place == Person.Place.COMMUNITY and person.delivery_unit_id:
        return VisitSlot.objects.open().filter(delivery_unit=person.delivery_unit_id)
    return VisitSlot.objects.none()


def last_day(match: Match, mentor: Mentor) -> date:
    """The last day on which the two may meet: of the vetting, of the match, of what is booked ahead, whichever is first."""
    days = [clock.today() + FURTHEST, mentor.vetted_until_on]
    if match.ends_on:
        days.append(match.ends_on)
    if is_under_18(match.person):
        days.append(mentor.under_18_until_on or clock.today())
    return min(days)


def openings(match: Match, mentor: Mentor) -> list[Opening]:
    """The times that the two can have, the soonest first. None, unless their match runs."""
    if not match.is_active:
        return []
    ways = mentor.ways or Kind.values
    kinds = [kind for kind in Kind.values if kind in ways and (kind != Kind.VIDEO or is_video_on())]
    slots = list(slots_for(match.person).filter(kind__in=kinds).select_related("establishment", "delivery_unit"))
    hours = list(FreeHour.objects.filter(mentor=mentor))
    if not slots or not hours:
        return []
    first, last = clock.today() + EARLIEST, last_day(match, mentor)
    found = sorted(_times(slots, hours, first, last), key=lambda one: (one.starts_at, one.slot.pk))
    taken, full = _taken(match, slots, first, last)
    return [
        one for one in found
        if (one.slot.pk, one.starts_at) not in full and not any(_meet((one.starts_at, one.ends_at), span) for span in taken)
    ]  # fmt: skip


def opening_of(match: Match, mentor: Mentor, code: str) -> Opening | None:
    """The time with this code, if the two can still have it."""
    return next((one for one in openings(match, mentor) if one.code == code), None)


def _times(slots: list[VisitSlot], hours: list[FreeHour], first: date, last: date) -> Iterator[Opening]:
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        for slot in slots:
            if slot.weekday == day.weekday() and _is_free(slot, hours):
                yield Opening(slot, day, at(day, slot.starts), at(day, slot.ends))


def at(day: date, wall: time) -> datetime:
    """That time on the wall of that day, in London."""
    return datetime.combine(day, wall, clock.LONDON)


def _is_free(slot: VisitSlot, hours: list[FreeHour]) -> bool:
    return any(one.weekday == slot.weekday and one.starts <= slot.starts and slot.ends <= one.ends for one in hours)


def _taken(
    match: Match, slots: list[VisitSlot], first: date, last: date
) -> tuple[list[Span], set[tuple[UUID, datetime]]]:
    """What stands in the way: all that one of the two has to do in these weeks, and the slots that somebody has."""
    window = {"starts_at__lt": at(last + timedelta(days=1), time.min), "ends_at__gt": at(first, time.min)}
    standing = MentoringSession.objects.filter(**window).exclude(status=MentoringSession.Status.CANCELLED)
    ours = Q(person=match.person_id) | Q(mentor=match.mentor_id)
    rows: Iterable[Any] = standing.filter(ours | Q(slot__in=slots)).values_list(
        "starts_at", "ends_at", "slot", "person", "mentor"
    )
    rows = list(rows)
    spans = [(row[0], row[1]) for row in rows if row[3] == match.person_id or row[4] == match.mentor_id]
    meetings = Appointment.objects.planned().filter(ours, **window)
    spans += list(meetings.values_list("starts_at", "ends_at"))
    return spans, {(row[2], row[0]) for row in rows}


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
