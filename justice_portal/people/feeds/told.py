"""What another system says happened, and whether it can have happened: read from a CSV or the API, held against what is known.

Facts in, movements or reasons out: nothing is saved here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.csv_input import Problem
from justice_portal.estate.models import Cell, DeliveryUnit, Establishment
from justice_portal.people.models import Movement, Person
from justice_portal.people.standing import AFTER_RELEASE, ON_ARRIVAL, Status

Kind = Movement.Kind
NAMES_OF_EVENTS = UUID("5b9d0f0e-64d5-4d0c-9a4e-3f0a9d1b7c55")
SUPERVISED = (Status.LICENCE, Status.POST_SENTENCE, Status.COMMUNITY_ORDER)
#: Which status each kind may name, and must; the others name none.
STATUSES: Mapping[str, tuple[Status, ...]] = {
    Kind.RECEPTION: ON_ARRIVAL,
    Kind.RELEASE: AFTER_RELEASE,
    Kind.SUPERVISION: SUPERVISED,
}
#: What each kind is from then on, where it says so itself.
OWN_STATUS: Mapping[str, Status] = {
    Kind.SENTENCED: Status.SENTENCED,
    Kind.ROTL_OUT: Status.ROTL,
    Kind.ROTL_IN: Status.SENTENCED,
    Kind.ORDER: Status.COMMUNITY_ORDER,
    Kind.RECALL: Status.RECALLED,
    Kind.DEATH: Status.ENDED,
    Kind.ENDED: Status.ENDED,
}
NEEDS_PRISON = {Kind.RECEPTION, Kind.TRANSFER_IN, Kind.CELL}
NEEDS_UNIT = {Kind.UNIT, Kind.ORDER}


@dataclass(frozen=True)
class Told:
    """One event as it was sent. at: where it stood, for the answer. left, to: codes of prisons; cell: its code; unit: its name."""

    at: int
    number: str
    kind: str
    happened_at: datetime
    reference: str = ""
    status: str = ""
    left: str = ""
    to: str = ""
    cell: str = ""
    unit: str = ""

    @property
    def name(self) -> str:
        """What the event is known by: the source's own name for it or, without one, whom it happened to, what and when."""
        return self.reference or f"{self.number} {self.kind} {self.happened_at.isoformat()}"[:64]


def key_of(source: str, name: str) -> UUID:
    """The same event of the same source has the same key, however often it is sent."""
    return uuid5(NAMES_OF_EVENTS, f"{source}\n{name}")


@dataclass
class Known:
    """What the events of one sending name: people by number, prisons by code, cells by prison and code, units by name."""

    people: dict[str, Person]
    prisons: dict[str, Establishment]
    cells: dict[tuple[UUID, str], Cell]
    units: dict[str, DeliveryUnit]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, told: Iterable[Told], people: QuerySet[Person]) -> "Known":
        """Four queries, however many events. people: those whom the sender may speak of."""
        told = list(told)
        numbers = {one.number for one in told}
        codes = {code for one in told for code in (one.left, one.to) if code}
        found: dict[str, Person] = {}
        rows = people.select_related("merged_into")
        for person in rows.filter(prison_number__in=numbers):
            found[str(person.prison_number)] = person.merged_into or person
        for person in rows.filter(crn__in=numbers):
            found.setdefault(str(person.crn), person.merged_into or person)
        prisons = {one.code: one for one in Establishment.objects.filter(code__in=codes)}
        cells = Cell.objects.filter(code__in={one.cell for one in told if one.cell}).select_related("wing")
        units = DeliveryUnit.objects.filter(name__in={one.unit for one in told if one.unit})
        return cls(
            people=found,
            prisons=prisons,
            cells={(one.wing.establishment_id, one.code): one for one in cells},
            units={one.name: one for one in units},
        )

    def movement(self, told: Told, source: str, by: Any) -> Movement | None:
        """The movement that was told; None, with the reasons among the problems, when it cannot be one."""
        before = len(self.problems)
        person = self.people.get(told.number)
        if person is None:
            self._bad(told, "number", _("is not known here."))
        else:
            self._check_moment(told, person)
        left, to = self._prison(told, "from", told.left), self._prison(told, "to", told.to)
        cell, unit = self._cell(told, to), self._unit(told)
        status = self._status(told)
        if len(self.problems) > before or person is None:
            return None
        return Movement(
            pk=key_of(source, told.name),
            person=person,
            kind=told.kind,
            status=status,
            happened_at=told.happened_at,
            told_from=left,
            to_establishment=to,
            to_cell=cell,
            to_delivery_unit=unit,
            recorded_by_id=by.pk,
            source=source,
            reference=told.name,
        )

    def _bad(self, told: Told, column: str, message: str) -> None:
        self.problems.append(Problem(message, told.at, column))

    def _check_moment(self, told: Told, person: Person) -> None:
        if told.happened_at > clock.now() + timedelta(minutes=1):
            self._bad(told, "date", _("is in the future."))
        elif told.happened_at.astimezone(clock.LONDON).date() <= person.born_on:
            self._bad(told, "date", _("is before the person was born."))

    def _prison(self, told: Told, column: str, code: str) -> Establishment | None:
        if code and code not in self.prisons:
            self._bad(told, column, _("is not a prison that we know."))
        if column == "to" and not code and told.kind in NEEDS_PRISON:
            self._bad(told, column, _("is empty."))
        return self.prisons.get(code)

    def _cell(self, told: Told, to: Establishment | None) -> Cell | None:
        if told.kind == Kind.CELL and not told.cell:
            self._bad(told, "cell", _("is empty."))
        if not told.cell or to is None:
            return None
        cell = self.cells.get((to.pk, told.cell))
        if cell is None:
            self._bad(told, "cell", _("is not a cell of this prison."))
        return cell

    def _unit(self, told: Told) -> DeliveryUnit | None:
        if told.unit and told.unit not in self.units:
            self._bad(told, "unit", _("is not a delivery unit that we know."))
        stays = told.kind == Kind.RELEASE and told.status != Status.ENDED
        if not told.unit and (told.kind in NEEDS_UNIT or stays):
            self._bad(told, "unit", _("is empty."))
        return self.units.get(told.unit)

    def _status(self, told: Told) -> str:
        allowed = STATUSES.get(told.kind, ())
        if told.status and told.status not in allowed:
            self._bad(told, "status", _("does not go with this kind of event."))
        if allowed and not told.status:
            self._bad(told, "status", _("is empty."))
        return told.status or OWN_STATUS.get(told.kind, "")
