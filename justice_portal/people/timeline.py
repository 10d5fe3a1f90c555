"""What happened, in plain words: each room says its part, and one page puts them in order.

A room registers from its home_places.py; this floor never imports it:

    timeline.register("papers", past, Permission.PLAN_VIEW)

past(user, person, before, most) gives at most `most` events that happened before that moment, newest first. It reads through
visible_to(user) and costs one query or two, whatever the data. What must stay hidden from the person is left out there.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from justice_portal.access import Permission
from justice_portal.people.models import Person

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """One thing that happened. title: what, in a few words. by: who did it. href: where to read more."""

    at: datetime
    title: str
    text: str = ""
    by: str = ""
    href: str = ""
    icon: str = "today"
    language: str = ""  # of the text, where it is not the reader's: the words of a list that is in English only


Past = Callable[[Any, Person, datetime, int], list[Event]]
_sources: dict[str, tuple[Past, Permission]] = {}


def register(name: str, past: Past, permission: Permission) -> None:
    """Say what happened in a room, to those who hold the permission."""
    _sources[name] = (past, permission)


def forget(name: str) -> None:
    """Take a room away again: for tests."""
    _sources.pop(name, None)


def gather(user: Any, person: Person, before: datetime, most: int) -> tuple[list[Event], bool]:
    """The newest events of all rooms before a moment, newest first, and whether there are more.

    A room that fails is left out and logged: the others still tell.
    """
    found: list[Event] = []
    for name, (past, permission) in _sources.items():
        if not user.holds(permission):
            continue
        try:
            found += past(user, person, before, most + 1)
        except Exception:
            log.exception("timeline failed room=%s", name)
    found.sort(key=lambda event: event.at, reverse=True)
    return found[:most], len(found) > most


def mine_or_staff(user: Any, person: Person, mine: Any, staff: Any) -> Any:
    """The words for the person themselves, or those for staff."""
    return mine if person.user_id == user.pk else staff
