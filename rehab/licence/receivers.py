"""What happens to a licence when something changes in a person's life."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from rehab.licence.actions import end_licence
from rehab.licence.models import Licence

#: After these the rules count no more: recall ends the time on licence, and so do the end of supervision and death.
ENDS = frozenset({"recalled", "ended", "died"})


@receiver(person_changed, dispatch_uid="rehab.licence.ends")
def on_person_changed(sender: Any, *, person: Person, event: str, **_more: Any) -> None:
    if event in ENDS:
        for licence in Licence.objects.live().filter(person=person):
            end_licence(licence, by=SYSTEM)
