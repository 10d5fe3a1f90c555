"""What staff change for many learners at once."""

from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Wing
from justice_portal.people.models import Person
from learning.courses.actions import assign_course
from learning.courses.models import Course, Enrolment, Version


@action(needs=Permission.LEARNING_ASSIGN)
def assign_to_wing(wing: Wing, *, key: UUID, course: Course, by: Any) -> int:
    """Put a course on the list of everybody on a wing within reach who does not have it; tells how many that were."""
    if not Version.objects.offered().filter(course=course).exists():
        raise DomainError(_("This course is closed. Please choose another one."))
    have = Enrolment.objects.live().filter(course=course).values("person")
    people = list(Person.objects.within(by, Permission.LEARNING_ASSIGN).filter(wing=wing).exclude(pk__in=have))
    for person in people:
        assign_course(person, key=uuid5(key, str(person.pk)), course=course, by=by)
    if people:
        record(by, "course.assigned_to_wing", wing, subjects=[one.pk for one in people], course=course.code)
    return len(people)
