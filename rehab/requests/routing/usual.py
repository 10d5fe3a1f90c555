"""The types of request, and the departments that a prison begins with: data/usual.json, read and checked."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from rehab.requests.questions import check_questions

FILE = Path(__file__).resolve().parent.parent / "data" / "usual.json"


@cache
def usual() -> dict[str, Any]:
    """{"types": […], "departments": […]}; raises DomainError when a form in it could not be asked."""
    read: dict[str, Any] = json.loads(FILE.read_text())
    for one in read["types"]:
        check_questions(one["questions"])
    return read
