"""What changes in the record store by itself. Facts come in through the actions of courses and quizzes."""

from typing import Any

from django.db.models import Q

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.people.models import Person
from learning.record_store.models import CourseProgress


@action(needs=Permission.PERSON_MOVE)
def follow_move(person: Person, *, by: Any) -> int:
    """Keep the person's summary rows where the person is now; tells how many were elsewhere."""
    here = {"establishment_id": person.establishment_id, "wing_id": person.wing_id}
    theirs = CourseProgress.objects.filter(person=person)
    moved = theirs.exclude(_are(here)).update(**here)
    if moved:
        record(by, "progress.moved", person, courses=moved)
    return moved


def _are(here: dict[str, Any]) -> Q:
    """A filter that knows two unknowns for equal."""
    return Q(*[Q(**{name: value}) if value else Q(**{f"{name}__isnull": True}) for name, value in here.items()])
