"""When somebody comes in, or their name or address is put right, they are compared with what staff told us."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.protected.actions import find_connections

COMPARED = {"arrived", "recalled", "corrected", "merged", "address"}


@receiver(person_changed, dispatch_uid="protected.find_connections")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    if event in COMPARED:
        find_connections(person, by=SYSTEM)
