"""Invented classes: two in each prison, with registers of eight weeks."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from justice_portal.access import Role
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from learning.attendance.models import ClassPlace, Outcome, RegisterMark, TaughtClass

CLASSES = (("Maths", "Room 3", 0, time(9, 15), 120), ("English", "Room 5", 2, time(13, 45), 90))
IN_A_CLASS = 12
WEEKS = 8
#: What came of a session, with its weight.
WAYS = {
    Outcome.ATTENDED: 70, Outcome.LATE: 8, Outcome.LOCKDOWN: 6, Outcome.COURT: 2, Outcome.HEALTH: 4, Outcome.STAFF: 3,
    Outcome.MISSED: 7,
}  # fmt: skip

CLASS = ("id", "establishment_id", "title", "room", "weekday", "starts", "minutes", "from_on", "made_at", "made_by_id")
PLACE = ("id", "taught_class_id", "person_id", "joined_on", "made_in_id")
MARK = ("id", "taught_class_id", "person_id", "on", "outcome", "marked_at", "marked_by_id", "made_in_id")


@seeder(order=121)
def classes(estate: SeedEstate, rng: Random) -> None:
    """Each prison with people: its classes, who is in them, and what the registers say."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for prison, people in sorted(_by_prison(estate).items()):
        tutors = estate.staff_of(Role.TUTOR, establishment=prison)
        tutor = tutors[0].id if tutors else None
        for title, room, weekday, starts, minutes in CLASSES:
            first = estate.day(7 * WEEKS + 7)
            key = estate.key(rng, first)
            made_at = estate.moment(first, rng)
            rows["classes"].append((key, prison, title, room, weekday, starts, minutes, first, made_at, tutor))
            for person in people:
                joined = max(first, person.came_on)
                rows["places"].append((estate.key(rng, joined), key, person.id, joined, prison))
                rows["marks"] += _marks(estate, rng, person, key, tutor, list(_days(estate, weekday, joined)))
    estate.load(TaughtClass, CLASS, rows["classes"])
    estate.load(ClassPlace, PLACE, rows["places"])
    estate.load(RegisterMark, MARK, rows["marks"])


def _by_prison(estate: SeedEstate) -> dict[UUID, list[SeedPerson]]:
    """A dozen people of each prison; first those whom somebody can sign in as."""
    found: dict[UUID, list[SeedPerson]] = defaultdict(list)
    for person in sorted(estate.people, key=lambda one: one.user is None):
        if person.is_in_prison and person.establishment and len(found[person.establishment]) < IN_A_CLASS:
            found[person.establishment].append(person)
    return found


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
