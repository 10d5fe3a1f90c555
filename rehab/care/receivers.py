"""Every free text that a person writes is heard: as its change is recorded, whichever room stored it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from justice_portal.access import SYSTEM, Role
from justice_portal.audit.events import Kind
from justice_portal.audit.log import LISTENERS
from justice_portal.audit.models import AuditEvent
from justice_portal.people.models import Person
from justice_portal.rights.decisions import DECISIONS, Text
from rehab.care.concern import raise_concern
from rehab.care.distress import sounds_like_distress, texts

WRITES = {Kind.COLLECTION, Kind.ALTERATION}
#: Whose words in a row of each class are heard: one's own record by oneself, messages by whoever writes them. What is
#: private to staff or privileged is read by no code.
HEARD_BY = {
    Text.OWN: {Role.PERSON},
    Text.MODERATED: {Role.PERSON, Role.MENTOR, Role.FAMILY},
}
#: What staff type word for word from a person's own hand: it is heard as if they had typed it.
WRITTEN_DOWN = {"sheets.typed"}


def listen(by: Any, event: AuditEvent, thing: Any) -> None:
    """Raise a concern about the person of the row when what was written into it sounds like distress."""
    if by is SYSTEM or event.kind not in WRITES or not event.subjects or not isinstance(thing, Model):
        return
    roles = {Role.PERSON} if event.event in WRITTEN_DOWN else set(event.by_roles)
    if any(sounds_like_distress(text) for text in _words(thing, roles)):
        raise_concern(Person.objects.get(pk=event.subjects[0]), about=thing, by=by)


def _words(thing: Model, roles: set[str]) -> Iterator[str]:
    decision = DECISIONS.get(type(thing))
    for name, kind in (decision.text if decision else {}).items():
        if roles & HEARD_BY.get(kind, set()):
            yield from texts(getattr(thing, name))


LISTENERS.append(listen)
