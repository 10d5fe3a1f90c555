"""A list of jobs on offer, read from CSV: whole, or refused with the reason for each row and column."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.csv_input import Row, read_csv
from learning.vacancies.models import Kind

PACKAGED = Path(__file__).parent / "data" / "invented_vacancies.csv"
COLUMNS = ("key", "title", "employer", "kind", "area", "what", "hours", "pay", "apply", "closes", "says_yes")
YES_OR_NO = {"yes": True, "no": False}
MOST = 10_000


@dataclass(frozen=True)
class Fact:
    key: str
    told: dict[str, Any]


def read_vacancies(data: bytes) -> list[Fact]:
    """Raises BadFileError with every fault."""
    return read_csv(data, columns=COLUMNS, each=_fact, unique=("key",), mark_ok=True, most=MOST)


def _fact(row: Row) -> Fact:
    told: dict[str, Any] = {
        "title": row.text("title", most=100, required=True),
        "employer": row.text("employer", most=100, required=True),
        "kind": _one_of(row, "kind", {kind.value: kind.value for kind in Kind}),
        "area": row.text("area", most=80, required=True),
        "what": row.text("what", most=500, required=True),
        "hours": row.text("hours", most=80),
        "pay": row.text("pay", most=80),
        "apply": row.text("apply", most=200, required=True),
        "closes_on": row.day("closes", required=True, slashes=True) or clock.today(),
        "says_yes": _one_of(row, "says_yes", YES_OR_NO),
    }
    return Fact(row.text("key", most=40, required=True), told)


def _one_of(row: Row, column: str, known: dict[str, Any]) -> Any:
    value = row[column].casefold()
    if value not in known:
        row.bad(column, _("must be one of: %(known)s.") % {"known": ", ".join(known)})
    return known.get(value)
