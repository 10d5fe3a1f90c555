"""What happens here when something changes in a person's life."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from mentoring.matching.actions import follow_person
from mentoring.matching.threads.models import Thread
from mentoring.sessions.following import follow_life
from mentoring.talks.actions import follow_workers


@receiver(person_changed, dispatch_uid="mentoring.follow_person")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    follow_person(person, event=event, by=SYSTEM)
    follow_life(person)
    follow_workers(Thread, people=[person.pk], by=SYSTEM)


def on_given(people: list[UUID], by: Any) -> None:
    """Threads with a role follow the person to their new worker."""
    follow_workers(Thread, people=people, by=SYSTEM)
