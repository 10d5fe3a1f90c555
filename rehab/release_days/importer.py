"""The table of travel times that the estate keeps, read from CSV: whole, or refused with every reason."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal.csv_input import Row, read_csv
from rehab.release_days.models import Mode

COLUMNS = ("from", "to", "mode", "minutes", "fare")
MOST_MINUTES, MOST_FARE = 1440, 500


def read_travel_times(data: bytes) -> list[dict[str, Any]]:
    """Rows of TravelTime. Raises BadFileError."""
    return read_csv(data, columns=COLUMNS, each=_row, unique=("from", "to", "mode"), mark_ok=True)


def _row(row: Row) -> dict[str, Any]:
    mode = row["mode"].lower()
    if mode not in Mode.values:
        row.bad("mode", _("must be one of: %(modes)s.") % {"modes": ", ".join(Mode.values)})
    return {
        "from_place": row.text("from", most=80, required=True),
        "to_place": row.text("to", most=80, required=True),
        "mode": mode,
        "minutes": _number(row, "minutes", MOST_MINUTES),
        "fare_pence": _pence(row),
    }


def _number(row: Row, column: str, most: int) -> int:
    value = row[column]
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= most):
        row.bad(column, _("must be a whole number from 1 to %(most)s.") % {"most": most})
        return 1
    return int(value)


def _pence(row: Row) -> int:
    value = row["fare"] or "0"
    pounds, _dot, pence = value.partition(".")
    good = (
        pounds.isascii()
        and pounds.isdigit()
        and (not pence or (pence.isascii() and pence.isdigit() and len(pence) == 2))
    )
    if not good or int(pounds) > MOST_FARE:
        row.bad("fare", _("must be pounds, like 4.20."))
        return 0
    return int(pounds) * 100 + int(pence or 0)
