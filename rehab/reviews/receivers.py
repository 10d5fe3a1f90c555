"""A review follows the person: a move begins a window, release ends it, a new date may make it later."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from rehab.reviews.actions import plan_review

MOVED = {"transferred", "arrived", "recalled"}
CHANGED = {"corrected", "released", "died", "ended"}


@receiver(person_changed, dispatch_uid="reviews.follow_person")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    if event in MOVED | CHANGED:
        plan_review(person, moved=event in MOVED, by=SYSTEM)
