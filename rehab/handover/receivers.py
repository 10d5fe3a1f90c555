"""What a handover does when something happens to its person."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from rehab.handover.actions import end_handover
from rehab.handover.models import Handover

#: Nobody is handed over any more. A transfer changes nothing: the new POM goes on with the same checklist.
ENDS = {"died", "ended"}


@receiver(person_changed, dispatch_uid="handover.follow_person")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    if event in ENDS:
        for handover in Handover.objects.live().filter(person=person):
            end_handover(handover, reason="", by=SYSTEM)
