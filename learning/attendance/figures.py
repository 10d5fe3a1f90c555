"""Attendance as a fold over marks: the last mark for a class, a day and a person counts, in whatever order they come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from learning.attendance.models import CAME, COULD_NOT, Outcome


@dataclass(frozen=True, slots=True)
class Said:
    """What the fold needs of a mark."""

    taught_class: UUID
    person: UUID
    on: date
    outcome: str
    marked_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Counts:
    came: int = 0
    late: int = 0
    could_not: int = 0
    missed: int = 0

    @property
    def share(self) -> int | None:
        """Of the sessions that they could come to, how many in a hundred they came to."""
        could = self.came + self.missed
        return round(100 * self.came / could) if could else None


Key = tuple[UUID, date, UUID]


def fold(marks: Iterable[Said]) -> dict[Key, Said]:
    """The mark that counts for each class, day and person."""
    counts: dict[Key, Said] = {}
    for one in marks:
        key = (one.taught_class, one.on, one.person)
        if key not in counts or (counts[key].marked_at, counts[key].id) < (one.marked_at, one.id):
            counts[key] = one
    return counts


def streak(counted: Iterable[Said]) -> int:
    """How many sessions in a row they came to. What was not their choice is neither counted nor held against them."""
    run = 0
    for one in sorted(counted, key=lambda said: said.on, reverse=True):
        if one.outcome in COULD_NOT:
            continue
        if one.outcome not in CAME:
            break
        run += 1
    return run


def totals(counted: Iterable[Said]) -> Counts:
    outcomes = [one.outcome for one in counted]
    return Counts(
        came=sum(one in CAME for one in outcomes),
        late=outcomes.count(Outcome.LATE),
        could_not=sum(one in COULD_NOT for one in outcomes),
        missed=outcomes.count(Outcome.MISSED),
    )
