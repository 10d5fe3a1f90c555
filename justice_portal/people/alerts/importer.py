"""The national list of alerts, as rows of ours. Data in, facts out: nothing is saved here."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from justice_portal.csv_input import Row, read_csv

TYPE_COLUMNS = ("code", "description", "deactivated")
CODE_COLUMNS = ("type", "code", "description", "deactivated_on")
CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")


@dataclass(frozen=True)
class AlertFacts:
    """One kind of alert, with the names of AlertCode's fields."""

    code: str
    type_code: str
    type_name: str
    name: str
    is_active: bool


def read_alert_codes(types: bytes, codes: bytes, *, today: date) -> list[AlertFacts]:
    """The kinds of alert from the two files of the list; raises BadFileError naming every bad row and column.

    A kind is out of use from the day its own row says. What the file of types says of a whole type is a note.
    """
    names = dict(read_csv(types, columns=TYPE_COLUMNS, each=_type, unique=("code",)))
    return read_csv(codes, columns=CODE_COLUMNS, each=lambda row: _code(row, names, today), unique=("code",))


def _type(row: Row) -> tuple[str, str]:
    if not re.fullmatch(r"[A-Z]{1,4}", row["code"]):
        row.bad("code", _("must be 1 to 4 capital letters."))
    row.text("deactivated", most=80)
    return row["code"], row.text("description", most=80, required=True)


def _code(row: Row, types: dict[str, str], today: date) -> AlertFacts:
    if row["type"] not in types:
        row.bad("type", _("is not in the file of types."))
    if not CODE.fullmatch(row["code"]):
        row.bad("code", _("must be up to 12 capital letters and figures."))
    ended_on = row.day("deactivated_on")
    return AlertFacts(
        code=row["code"],
        type_code=row["type"],
        type_name=types.get(row["type"], ""),
        name=row.text("description", most=120, required=True),
        is_active=ended_on is None or ended_on > today,
    )
