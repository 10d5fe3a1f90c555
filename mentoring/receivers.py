"""What happens here when something changes in a person's life."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from mentoring.matching.actions import follow_person
from mentoring.sessions.following import follow_life


@receiver(person_changed, dispatch_uid="mentoring.follow_person")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    follow_person(person, event=event, by=SYSTEM)
    follow_life(person)
