"""What staff change for many learners at once."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Wing
from justice_portal.people.models import Person
from learning.attendance.models import ClassPlace, TaughtClass
from learning.courses.actions import assign_course
from learning.courses.models import Course, Enrolment, Version


@action(needs=Permission.LEARNING_ASSIGN)
def assign_to_wing(wing: Wing, *, key: UUID, course: Course, due_on: date | None = None, by: Any) -> int:
    """Put a course on the list of everybody on a wing within reach who does not have it; tells how many that were."""
    people = Person.objects.within(by, Permission.LEARNING_ASSIGN).filter(wing=wing)
    new = _assign_all(people, key, course, due_on, by)
    if new:
        record(by, "course.assigned_to_wing", wing, subjects=new, course=course.code)
    return len(new)


@action(needs=Permission.LEARNING_ASSIGN)
def assign_to_class(taught: TaughtClass, *, key: UUID, course: Course, due_on: date | None = None, by: Any) -> int:
    """The same for everybody who is in a class or group now. Who joins later is given it by hand."""
    there = ClassPlace.objects.live().filter(taught_class=taught).values("person")
    people = Person.objects.within(by, Permission.LEARNING_ASSIGN).filter(pk__in=there)
    new = _assign_all(people, key, course, due_on, by)
    if new:
        record(by, "course.assigned_to_class", taught, subjects=new, course=course.code)
    return len(new)


def _assign_all(people: Any, key: UUID, course: Course, due_on: date | None, by: Any) -> list[UUID]:
    """Those for whom it is new: the same form sent twice finds nobody."""
    if not Version.objects.offered().filter(course=course).exists():
        raise DomainError(_("This course is closed. Please choose another one."))
    have = Enrolment.objects.live().filter(course=course).values("person")
    new = list(people.exclude(pk__in=have))
    for person in new:
        assign_course(person, key=uuid5(key, str(person.pk)), course=course, due_on=due_on, by=by)
    return [person.pk for person in new]
