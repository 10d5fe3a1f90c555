"""What the record knows already, offered as an answer so that nobody is asked twice. Rooms say here what they know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Known:
    """An answer that is there already: its value for a question, when it became known."""

    value: Any
    at: datetime


Source = Callable[[Any, Any, str], dict[str, Known]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """source(user, person, pathway) gives answers by the id of the question; one query at most, through visible_to."""
    _sources[name] = source


def known(user: Any, person: Any, pathway: str) -> dict[str, Known]:
    """All that is known about a pathway; of two answers to one question the newer."""
    found: dict[str, Known] = {}
    for source in _sources.values():
        for question, answer in source(user, person, pathway).items():
            if question not in found or found[question].at < answer.at:
                found[question] = answer
    return found
