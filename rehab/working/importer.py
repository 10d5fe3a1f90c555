"""Reads the list of occupations (SOC 2020 unit groups) from CSV; one fault refuses it all."""

import re
from pathlib import Path

from django.utils.translation import gettext as _

from justice_portal.csv_input import Row, read_csv

PACKAGED = Path(__file__).parent / "data" / "occupations.csv"
CODE = re.compile(r"[1-9][0-9]{3}")


def read_list(data: bytes) -> list[tuple[str, str]]:
    """Code and title of each. Raises BadFileError with every fault."""
    return read_csv(data, columns=("value", "text"), each=_occupation, unique=("value",), mark_ok=True, most=2000)


def _occupation(row: Row) -> tuple[str, str]:
    code = row.text("value", most=4, required=True)
    if code and not CODE.fullmatch(code):
        row.bad("value", _("must be a code of four digits."))
    return code, row.text("text", most=120, required=True)
