"""record(): the one way to write the audit log."""

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from justice_portal import logs
from justice_portal.access import SYSTEM
from justice_portal.audit.events import EVENTS, Kind, declare
from justice_portal.audit.models import AuditEvent
from justice_portal.inserting import insert
from justice_portal.lookups import counting

#: A fact that is text: a key, a code, a choice.
WORD = re.compile(r"\S{0,100}")

__all__ = ["EVENTS", "LISTENERS", "declare", "record"]

#: Rooms above that must know of every change as it is recorded: each is given who did it, the event, and the thing.
LISTENERS: list[Callable[[Any, AuditEvent, Any], None]] = []
#: The people of whom rows of this request tell that they were read: see audit/opened.py. None outside a request.
TOLD: ContextVar[set[Any] | None] = ContextVar("told", default=None)
READS = {Kind.CONSULTATION, Kind.DISCLOSURE}


def record(by: Any, event: str, thing: Any, *, subjects: Iterable[Any] | None = None, **facts: object) -> AuditEvent:
    """Write that `by` did `event` to `thing`.

    subjects: the people it is about (Person rows or their ids); by default the person of the thing.
    facts: ids, choices, numbers, dates, old and new values; never text that someone typed.
    Raises KeyError when no room declared the event, ValueError for text of several words.
    """
    people = [_person(thing)] if subjects is None else subjects
    if subjects is None and EVENTS[event] == Kind.CONSULTATION and people[0] is not None:  # type: ignore[index]
        counting.count(by, people[0])  # type: ignore[index]
    written = AuditEvent(
        event=event,
        kind=EVENTS[event],
        by_id=by.pk,
        by_roles=[] if by is SYSTEM else sorted({held.role for held in by.roles_held()}),
        thing_type=thing.__name__ if isinstance(thing, type) else type(thing).__name__,
        thing_id="" if isinstance(thing, type) else str(thing.pk),
        subjects=[getattr(one, "pk", one) for one in people if one is not None],
        facts={name: _plain(value) for name, value in facts.items()},
        request_id=logs.request_id.get(),
    )
    insert(written)
    if written.kind in READS and (told := TOLD.get()) is not None:
        told.update(written.subjects)
    for listen in LISTENERS:
        listen(by, written, thing)
    return written


def _person(thing: Any) -> Any:
    if isinstance(thing, type):
        return None
    if type(thing).__name__ == "Person":
        return thing.pk
    return getattr(thing, "person_id", None)


def _plain(value: object) -> object:
    """As JSON. Raises ValueError for text of several words, or long text: somebody typed it, and it stays out of the log."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | timedelta | Decimal):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, Promise) or (isinstance(value, str) and not WORD.fullmatch(value)):
        raise ValueError("An event holds ids, choices, numbers and dates, never text that was typed.")
    return value
