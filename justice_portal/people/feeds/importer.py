"""Movements from a CSV, as facts. Nothing is saved here."""

import re
from datetime import datetime, time

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.csv_input import Row, read_csv
from justice_portal.people.feeds.told import Told
from justice_portal.people.models import Movement

COLUMNS = ("number", "kind", "date")
OPTIONAL = ("time", "status", "from", "to", "cell", "unit", "reference")
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
MOST = 5_000
#: For the page of staff: an example that they can fill in.
EXAMPLE = (
    ("A0001AA", "transfer_out", "2026-11-20", "09:15", "", "ASI", "BRI", "", "", ""),
    ("A0001AA", "transfer_in", "2026-11-20", "13:40", "", "", "BRI", "", "", ""),
    ("A0002AA", "release", "2026-11-20", "", "licence", "ASI", "", "", "Leeds", ""),
)


def read_movements(data: bytes) -> list[Told]:
    """What each row says; raises BadFileError naming every bad row and column.

    Without a time it happened at noon; of two events of one moment the one that must come first does.
    """
    return read_csv(data, columns=COLUMNS, optional=OPTIONAL, each=_told, mark_ok=True, most=MOST)


def _told(row: Row) -> Told:
    kind = row["kind"].lower()
    if kind not in Movement.Kind.values:
        row.bad("kind", _("is not a kind of event: %(kinds)s.") % {"kinds": ", ".join(Movement.Kind.values)})
    day = row.day("date", required=True, slashes=True)
    at = time(12)
    if row["time"]:
        if found := CLOCK.fullmatch(row["time"]):
            at = time(int(found[1]), int(found[2]))
        else:
            row.bad("time", _("must be a time like 14:30."))
    return Told(
        at=row.number,
        number=row.text("number", most=7, required=True).upper(),
        kind=kind,
        happened_at=datetime.combine(day or clock.today(), at, clock.LONDON),
        reference=row.text("reference", most=64),
        status=row["status"].lower(),
        left=row["from"].upper(),
        to=row["to"].upper(),
        cell=row["cell"].upper(),
        unit=row["unit"],
    )
