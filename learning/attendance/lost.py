"""Due dates that move: a session that the regime or a move took is given back, up to the day the class next meets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from justice_portal import clock
from justice_portal.people.models import Person
from learning.attendance.marks import counting
from learning.attendance.models import COULD_NOT, CancelledSession, ClassPlace, RegisterMark, TaughtClass
from learning.courses.models import Enrolment

#: A class that does not meet again gives back a week.
USUAL_GAP = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """A due date as it is now. first: as staff gave it; lost: how many sessions were not the person's choice."""

    first: date
    now: date
    lost: int = 0

    @property
    def has_moved(self) -> bool:
        return self.now != self.first

    @property
    def is_past(self) -> bool:
        return self.now < clock.today()


def moved(due: date, since: date, lost: Mapping[date, date]) -> Due:
    """The due date after what was lost. lost: the day of each session, and the day on which its class met next.

    Days that two classes lost at once count once. What is lost in the time that was given back counts too.
    """
    taken: set[date] = set()
    back: set[date] = set()
    now = due
    while more := [day for day in lost if since <= day <= now and day not in taken]:
        for day in more:
            taken.add(day)
            back |= {day + timedelta(days=one) for one in range((lost[day] - day).days)}
        now = due + timedelta(days=len(back))
    return Due(due, now, len(taken))


def due_dates(user: Any, person: Person, enrolments: Iterable[Enrolment]) -> dict[UUID, Due]:
    """The due date of each of these enrolments that has one. Four queries, none where there is no due date."""
    dated = {one.pk: one for one in enrolments if one.due_on}
    if not dated:
        return {}
    since = min(one.enrolled_at for one in dated.values()).astimezone(clock.LONDON).date()
    lost = _lost(user, person, since)
    return {key: moved(one.due_on, one.enrolled_at.astimezone(clock.LONDON).date(), lost) for key, one in dated.items()}


def _lost(user: Any, person: Person, since: date) -> dict[date, date]:
    """Sessions of the person that were lost since then, and the day on which the class met, or meets, next."""
    places = list(
        ClassPlace.objects.visible_to(user)
        .filter(person=person)
        .select_related("taught_class")
        .prefetch_related("taught_class__meetings")
    )
    classes: dict[UUID, TaughtClass] = {one.taught_class_id: one.taught_class for one in places}
    marks = RegisterMark.objects.visible_to(user).filter(person=person, on__gte=since)
    gone = {(one.taught_class, one.on) for one in counting(marks) if one.outcome in COULD_NOT}
    off = CancelledSession.objects.visible_to(user).standing().filter(taught_class__in=classes, on__gte=since)
    for taught, on in off.values_list("taught_class", "on"):
        if any(_was_in(one, taught, on) for one in places):
            gone.add((taught, on))
    each: dict[date, date] = {}
    for taught, on in gone:
        ahead = classes[taught].days_after(on, 1) if taught in classes else []
        meets = ahead[0] if ahead else on + USUAL_GAP
        each[on] = max(meets, each.get(on, meets))
    return each


def _was_in(place: ClassPlace, taught: UUID, on: date) -> bool:
    is_there = place.taught_class_id == taught and place.joined_on <= on
    return is_there and (place.left_on is None or on <= place.left_on)
