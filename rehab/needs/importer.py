"""Reads the list of support needs from CSV: all lines are checked first; one fault refuses them all."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from justice_portal.csv_input import Row, read_csv
from rehab.care.pathways import NATIONAL_CODES

PACKAGED = Path(__file__).parent / "data" / "support_needs.csv"
COLUMNS = ("pathway", "section", "title", "hidden", "exclude_from_count", "allow_other_detail")


@dataclass(frozen=True)
class NeedFacts:
    """One line of the list, with the names of Need's fields."""

    pathway: str
    section: str
    title: str
    is_hidden: bool
    is_counted: bool
    takes_detail: bool
    is_none: bool


def read_list(data: bytes) -> list[NeedFacts]:
    """The lines of the list in order. Raises BadFileError with every fault."""
    return read_csv(data, columns=COLUMNS, each=_need, unique=("pathway", "section", "title"), mark_ok=True, most=1000)


def _need(row: Row) -> NeedFacts:
    pathway = NATIONAL_CODES.get(row["pathway"])
    if pathway is None:
        row.bad("pathway", _("is not one of the seven pathways."))
    title = row.text("title", most=200, required=True)
    return NeedFacts(
        pathway=pathway or "",
        section=row.text("section", most=80, required=True),
        title=title,
        is_hidden=_yes(row, "hidden"),
        is_counted=not _yes(row, "exclude_from_count"),
        takes_detail=_yes(row, "allow_other_detail"),
        is_none=title.startswith("No ") and title.endswith("identified"),
    )


def _yes(row: Row, column: str) -> bool:
    if row[column] not in {"true", "false"}:
        row.bad(column, _("must be true or false."))
    return row[column] == "true"
