"""The parts of a record in words that the person knows, and which of them are kept back when they ask who looked."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

#: Part of an event's name (the words before the dot, or the whole name) to what the person calls it.
PARTS: dict[str, Any] = {}
#: Events that are told of without who and what, to why.
PROTECTED: dict[str, Any] = {}

SAFETY = _("We keep this one back. It could put someone at risk if we said more.")


@dataclass(frozen=True)
class Part:
    """What was opened. why: not empty when it is kept back."""

    words: Any
    why: Any = ""


def name_part(words: Any, *events: str) -> None:
    """Say what the person calls the part that these events are about: "plan", or one event, "person.listed"."""
    PARTS.update(dict.fromkeys(events, words))


def keep_back(why: Any, *events: str) -> None:
    """These events are told of without who and what, for this reason."""
    PROTECTED.update(dict.fromkeys(events, why))


def part_of(event: str) -> Part:
    """What to call the part that an event opened."""
    room = event.partition(".")[0]
    why = PROTECTED.get(event) or PROTECTED.get(room) or ""
    return Part(PARTS.get(event) or PARTS.get(room) or _("your record"), why)
