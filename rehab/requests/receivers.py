"""What happens to open requests when something changes in a person's life."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from rehab.requests.actions import follow_person

MOVES = {"arrived", "transferred", "released", "died", "ended"}


@receiver(person_changed, dispatch_uid="requests.follow_person")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    if event in MOVES:
        follow_person(person, event=event, by=SYSTEM)
