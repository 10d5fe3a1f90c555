"""What changes about a course as a whole: where it is filed, whether it is offered."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from learning.courses import library
from learning.courses.models import Course, Version


@action(needs=Permission.COURSE_EDIT)
def move_course(course: Course, *, to: str, by: Any) -> Course:
    """File a course under another subject."""
    Course.objects.filter(pk=course.pk).update(subject=to)
    record(by, "course.edited", course, old=course.subject, new=to)
    library.forget()
    return course


@action(needs=Permission.COURSE_EDIT)
def mark_welsh(version: Version, *, is_reviewed: bool, by: Any) -> Version:
    """Say whether a Welsh speaker has read all the Welsh of a version."""
    Version.objects.filter(pk=version.pk).update(welsh_reviewed=is_reviewed)
    record(by, "course.edited", version, welsh_reviewed=is_reviewed)
    library.forget()
    return version


@action(needs=Permission.COURSE_WRITE)
def close_course(course: Course, *, by: Any) -> Course:
    """Take a course out of the catalogue. Those who are on it carry on."""
    if not Course.objects.open().filter(pk=course.pk).update(closed_at=clock.now(), closed_by=by if by.pk else None):
        raise DomainError(_("This course is closed already."))
    record(by, "course.closed", course)
    return course


@action(needs=Permission.COURSE_WRITE)
def open_course(course: Course, *, by: Any) -> Course:
    """Put a closed course back into the catalogue."""
    if not Course.objects.filter(pk=course.pk).exclude(closed_at=None).update(closed_at=None, closed_by=None):
        raise DomainError(_("This course is open already."))
    record(by, "course.opened", course)
    return course
