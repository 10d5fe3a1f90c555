"""record(): the one way to write the audit log."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from justice_portal import logs
from justice_portal.access import SYSTEM
from justice_portal.audit.events import EVENTS, declare
from justice_portal.audit.models import AuditEvent

__all__ = ["EVENTS", "declare", "record"]


def record(by: Any, event: str, thing: Any, *, subjects: Iterable[Any] | None = None, **facts: object) -> AuditEvent:
    """Write that `by` did `event` to `thing`.

    subjects: the people it is about (Person rows or their ids); by default the person of the thing.
    facts: ids, choices, numbers, dates, old and new values; never text that someone typed.
    Raises KeyError when no room declared the event.
    """
    people = [_person(thing)] if subjects is None else subjects
    return AuditEvent.objects.create(
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


def _person(thing: Any) -> Any:
    if isinstance(thing, type):
        return None
    if type(thing).__name__ == "Person":
        return thing.pk
    return getattr(thing, "person_id", None)


def _plain(value: object) -> object:
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, UUID | date | datetime):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
