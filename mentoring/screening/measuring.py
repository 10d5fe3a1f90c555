"""How well a rule does on invented messages that were labelled by hand: what it finds, and what it holds for nothing (T42).

It is a measure on these texts and no others. What people write is richer, and no rule finds everything.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from mentoring.screening.screening import Entry, RuleBook
from mentoring.screening.split import in_pieces

LABELLED = Path(__file__).parent / "data" / "labelled.json"
#: The labels that each kind of rule is there for.
AIMS = {
    "contact": {"phone", "address", "email", "split"},
    "link": {"link"},
    "handle": {"handle"},
    "word": {"drugs", "money", "secrets", "threat"},
}


@dataclass(frozen=True)
class Measured:
    """found of aimed that should be held, and alarms of harmless that should not."""

    found: int
    aimed: int
    alarms: int
    harmless: int

    def __str__(self) -> str:
        words = _(
            "On invented messages, labelled by hand: it finds %(found)d of the %(aimed)d of its kind that should wait, and holds "
            "%(alarms)d of %(harmless)d harmless ones. Other rules find others. No rule finds everything."
        )
        return words % {"found": self.found, "aimed": self.aimed, "alarms": self.alarms, "harmless": self.harmless}


@cache
def labelled() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(LABELLED.read_text(encoding="utf-8")))


def measure(entries: Iterable[Entry], kind: str) -> Measured:
    """What these rules together do, against the labels of one kind."""
    book, aims = RuleBook(entries), AIMS.get(kind, set())
    found = aimed = alarms = harmless = 0
    for row in labelled():
        hit = bool(book.screen(row["text"]) or in_pieces(book, row["text"], row.get("before", ())))
        if not row["hold"]:
            harmless, alarms = harmless + 1, alarms + hit
        elif row["class"] in aims:
            aimed, found = aimed + 1, found + hit
    return Measured(found, aimed, alarms, harmless)
