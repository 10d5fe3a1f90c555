"""When somebody comes in, or their name or address is put right, they are compared with what staff told us; when a feed
says that a case is restricted, it is."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from justice_portal.protected.actions import find_connections
from justice_portal.protected.told import open_as_told, restrict_as_told

COMPARED = {"arrived", "recalled", "corrected", "merged", "address"}


@receiver(person_changed, dispatch_uid="protected.find_connections")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    if event in COMPARED:
        find_connections(person, by=SYSTEM)
    elif event == "restricted":
        restrict_as_told(person, by=SYSTEM)
    elif event == "unrestricted":
        open_as_told(person, by=SYSTEM)
