"""What happens to legal threads when something changes in a person's life: they follow the person, and end with their death."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from mentoring.privileged.actions import end_thread
from mentoring.privileged.models import PrivilegedThread


@receiver(person_changed, dispatch_uid="privileged.follow_person")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    if event == "died":
        for thread in PrivilegedThread.objects.filter(person=person, ended_at=None):
            end_thread(thread, ending=PrivilegedThread.Ending.DIED, by=SYSTEM)
