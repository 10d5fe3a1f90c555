"""Check-ins follow where a person is."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from rehab.checkins.actions import follow_person


@receiver(person_changed, dispatch_uid="rehab.checkins.follow_person")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    if event in {"recalled", "arrived", "ended", "died", "merged"}:
        follow_person(person, event=event, by=SYSTEM)
