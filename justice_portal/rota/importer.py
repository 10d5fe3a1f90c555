"""A rota as CSV: user_name, date, starts, ends. Data in, shifts out: nothing is saved here."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.csv_input import Row, read_csv

COLUMNS = ("user_name", "date", "starts", "ends")
AT = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True)
class ShiftFacts:
    username: str
    starts_at: datetime
    ends_at: datetime


def read_rota(data: bytes) -> list[ShiftFacts]:
    """The shifts of a file; raises BadFileError naming every bad row. A shift that ends before it starts ends next day."""
    return [
        facts for facts in read_csv(data, columns=COLUMNS, each=_shift, unique=("user_name", "date", "starts")) if facts
    ]


def _shift(row: Row) -> ShiftFacts | None:
    username = row.text("user_name", most=60, required=True).lower()
    day = row.day("date", required=True, slashes=True)
    starts, ends = _time(row, "starts"), _time(row, "ends")
    if day is None or starts is None or ends is None:
        return None
    last = day if ends > starts else day + timedelta(days=1)
    return ShiftFacts(
        username,
        datetime.combine(day, starts, tzinfo=clock.LONDON),
        datetime.combine(last, ends, tzinfo=clock.LONDON),
    )


def _time(row: Row, column: str) -> time | None:
    if found := AT.fullmatch(row[column]):
        return time(int(found[1]), int(found[2]))
    row.bad(column, _("must be a time like 07:30."))
    return None
