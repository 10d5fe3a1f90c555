"""What learning does when a person changes."""

from typing import Any

from django.dispatch import receiver

from justice_portal.access import SYSTEM
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from learning.attendance.actions import leave_classes
from learning.quizzes.actions import lift_limits
from learning.record_store.actions import follow_move

#: What takes the tablet out of somebody's hands.
AWAY = {"moved", "went_out", "transferred", "released", "recalled"}


@receiver(person_changed, dispatch_uid="learning follows moves")
def person_moved(sender: Any, person: Person, event: str = "", **given: Any) -> None:
    follow_move(person, by=SYSTEM)
    leave_classes(person, by=SYSTEM)
    if event in AWAY:
        lift_limits(person, by=SYSTEM)
