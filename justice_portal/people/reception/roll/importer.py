"""The day's roll: numbers and cells, and how they differ from the record. Nothing is saved here."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal.csv_input import Row, read_csv
from justice_portal.estate.models import Cell, Establishment
from justice_portal.people.models import Person
from justice_portal.people.reception.lists.importer import NUMBER, cells_of
from justice_portal.people.reception.models import RollLine

COLUMNS = ("prison_number", "cell")
MOST = 5_000
Kind = RollLine.Kind


@dataclass(frozen=True)
class OnRoll:
    """One row of the roll."""

    prison_number: str
    cell: Cell


@dataclass(frozen=True)
class Difference:
    """Where roll and record do not say the same."""

    kind: str
    prison_number: str = ""
    person: UUID | None = None
    cell: Cell | None = None


def read_roll(data: bytes, establishment: Establishment) -> list[OnRoll]:
    """Everybody on the roll; raises BadFileError naming every bad row and column."""
    cells = cells_of(establishment)

    def read(row: Row) -> OnRoll:
        number, cell = row["prison_number"].upper(), cells.get(row["cell"].upper())
        if not NUMBER.fullmatch(number):
            row.bad("prison_number", _("must be like A1234BC."))
        if cell is None:
            row.bad("cell", _("is not a cell of this prison."))
        return OnRoll(number, cell)  # type: ignore[arg-type]  # a row without a cell is refused

    return read_csv(data, columns=COLUMNS, each=read, unique=("prison_number",), mark_ok=True, most=MOST)


def compare(roll: list[OnRoll], establishment: Establishment) -> list[Difference]:
    """How the roll differs from who is here by the record, restricted cases too: everybody counts."""
    here = Person.objects.here(establishment).values_list("prison_number", "pk", "cell")
    by_number = {number: (person, cell) for number, person, cell in here}
    differences, seen = [], set()
    for one in roll:
        seen.add(one.prison_number)
        if one.prison_number not in by_number:
            differences.append(Difference(Kind.UNEXPECTED, one.prison_number, None, one.cell))
            continue
        person, cell = by_number[one.prison_number]
        if cell != one.cell.pk:
            differences.append(Difference(Kind.WRONG_CELL, one.prison_number, person, one.cell))
    differences += [
        Difference(Kind.MISSING, number or "", person)
        for number, (person, _cell) in by_number.items()
        if number not in seen
    ]
    return differences
