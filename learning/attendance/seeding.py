"""Invented classes: two in each prison with registers of eight weeks, and a group."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from justice_portal.access import Role
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from learning.attendance.models import CancelledSession, ClassPlace, Meeting, Outcome, RegisterMark, TaughtClass

#: Name, room, and when it meets. The last is a group: it has no days.
CLASSES: tuple[tuple[str, str, tuple[tuple[int, time, int], ...]], ...] = (
    ("Maths", "Room 3", ((0, time(9, 15), 120),)),
    ("English", "Room 5", ((2, time(13, 45), 90), (4, time(9, 15), 60))),
    ("Getting ready to leave", "", ()),
)
IN_A_CLASS = 12
WEEKS = 8
#: What came of a session, with its weight.
WAYS = {
    Outcome.ATTENDED: 70, Outcome.LATE: 8, Outcome.LOCKDOWN: 6, Outcome.COURT: 2, Outcome.HEALTH: 4, Outcome.STAFF: 3,
    Outcome.MISSED: 7,
}  # fmt: skip

CLASS = ("id", "establishment_id", "title", "room", "from_on", "made_at", "made_by_id", "version")
MEETING = ("id", "taught_class_id", "weekday", "starts", "minutes", "from_on")
CANCELLED = ("id", "taught_class_id", "on", "why", "words", "cancelled_at", "cancelled_by_id")
PLACE = ("id", "taught_class_id", "person_id", "joined_on", "made_in_id")
MARK = ("id", "taught_class_id", "person_id", "on", "outcome", "marked_at", "marked_by_id", "made_in_id")


@seeder(order=121)
def classes(estate: SeedEstate, rng: Random) -> None:
    """Each prison with people: its classes, who is in them, and what the registers say."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for prison, people in sorted(_by_prison(estate).items()):
        tutors = estate.staff_of(Role.TUTOR, establishment=prison)
        tutor = tutors[0].id if tutors else None
        for title, room, days in CLASSES:
            first = estate.day(7 * WEEKS + 7)
            key = estate.key(rng, first)
            rows["classes"].append((key, prison, title, room, first, estate.moment(first, rng), tutor, 1))
            rows["meetings"] += [(estate.key(rng, first), key, *one, first) for one in days]
            off = _not_on(estate, rng, key, tutor, [day for day, _starts, _minutes in days])
            rows["cancelled"] += off
            for person in people:
                joined = max(first, person.came_on)
                rows["places"].append((estate.key(rng, joined), key, person.id, joined, prison))
                held = [day for one in days for day in _days(estate, one[0], joined)]
                held = sorted(set(held) - {row[2] for row in off})
                rows["marks"] += _marks(estate, rng, person, key, tutor, held)
    estate.load(TaughtClass, CLASS, rows["classes"])
    estate.load(Meeting, MEETING, rows["meetings"])
    estate.load(CancelledSession, CANCELLED, rows["cancelled"])
    estate.load(ClassPlace, PLACE, rows["places"])
    estate.load(RegisterMark, MARK, rows["marks"])


def _by_prison(estate: SeedEstate) -> dict[UUID, list[SeedPerson]]:
    """A dozen people of each prison; first those whom somebody can sign in as."""
    found: dict[UUID, list[SeedPerson]] = defaultdict(list)
    for person in sorted(estate.people, key=lambda one: one.user is None):
        if person.is_in_prison and person.establishment and len(found[person.establishment]) < IN_A_CLASS:
            found[person.establishment].append(person)
    return found


def _not_on(estate: SeedEstate, rng: Random, key: UUID, tutor: UUID | None, days: list[int]) -> list[tuple[Any, ...]]:
    """A session of a fortnight ago that was lost, and the next one of the class, for those who meet."""
    if not days:
        return []
    past = next(_days(estate, days[0], estate.day(60)), None)
    coming = estate.day(-1) + timedelta(days=(days[0] - estate.day(-1).weekday()) % 7)
    found = [(past, "lockdown", "")] if past else []
    found += [(coming, "staff", "The tutor is at a course. We meet again the week after.")] if len(days) > 1 else []
    at = estate.moment(estate.day(2), rng, 9, 12)
    return [(estate.key(rng, at), key, day, why, words, at, tutor) for day, why, words in found]


def _days(estate: SeedEstate, weekday: int, joined: date) -> Iterator[date]:
    last = estate.day(1)
    last -= timedelta(days=(last.weekday() - weekday) % 7)
    for back in range(WEEKS):
        if (day := last - timedelta(days=7 * back)) >= joined:
            yield day


def _marks(
    estate: SeedEstate, rng: Random, person: SeedPerson, key: UUID, tutor: UUID | None, days: list[date]
) -> Iterator[tuple[Any, ...]]:
    for day in days:
        outcome = rng.choices(list(WAYS), list(WAYS.values()))[0]
        at = estate.moment(day, rng, 17, 18)
        yield estate.key(rng, at), key, person.id, day, outcome.value, at, tutor, person.establishment
