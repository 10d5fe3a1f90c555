"""Changing what comes before a course and how many places it has, and waiting for a place."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.notify import notify
from justice_portal.people.models import Person
from learning.courses.models import Course, Enrolment, Version
from learning.courses.terms import (
    CourseNeeds,
    CoursePlaces,
    WaitingPlace,
    free_places,
    goes_round,
    terms_of,
    waiting_at,
)


@action(needs=Permission.COURSE_WRITE)
def set_needs(course: Course, *, first: Sequence[Course], by: Any) -> int:
    """What comes before this course, all of it. Who is on it already stays on it."""
    Course.objects.select_for_update().order_by("pk").in_bulk([course.pk, *(one.pk for one in first)])
    if goes_round(course.pk, [one.pk for one in first]):
        raise DomainError(_("This goes round in a circle: nobody could ever start."))
    wanted, there = {one.pk for one in first}, set(course.needs.values_list("first", flat=True))
    if wanted != there:
        course.needs.exclude(first__in=wanted).delete()
        CourseNeeds.objects.bulk_create(CourseNeeds(course=course, first_id=key) for key in wanted - there)
        record(by, "course.needs_set", course, old=sorted(map(str, there)), new=sorted(map(str, wanted)))
    return len(wanted)


@action(needs=Permission.LEARNING_ASSIGN)
def set_places(place: Establishment, *, course: Course, places: int | None, by: Any) -> int | None:
    """How many can be on the course at once in this prison; None: as many as like. Who is on it stays on it."""
    row = CoursePlaces.objects.select_for_update().filter(course=course, establishment=place).first()
    old = row.places if row else None
    if old == places:
        return places
    if places is None:
        CoursePlaces.objects.filter(course=course, establishment=place).delete()
    else:
        CoursePlaces.objects.update_or_create(course=course, establishment=place, defaults={"places": places})
    record(by, "course.places_set", place, course=course.code, old=old, new=places)
    _tell_next(course, place.pk)
    return places


@action(needs=Permission.LEARNING_DO)
def wait_for_place(person: Person, *, key: UUID, course: Course, by: Any) -> WaitingPlace:
    """The person waits from now on; asked twice, from the first time on."""
    Person.objects.locked(person)
    if there := WaitingPlace.objects.waiting().filter(person=person, course=course).first():
        return there
    if WaitingPlace.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and have another go."))
    if not Version.objects.offered().filter(course=course).exists():
        raise DomainError(_("This course is closed. Please choose another one."))
    if Enrolment.objects.live().filter(person=person, course=course).exists() or terms_of(person, course.pk).has_place:
        raise DomainError(_("There is a place for you now. You can start."))
    made = WaitingPlace.objects.create(pk=key, person=person, course=course, made_in_id=person.establishment_id)
    record(by, "course.waits", made, course=course.code)
    return made


@action(needs=Permission.LEARNING_DO)
def stop_waiting(waiting: WaitingPlace, *, by: Any) -> WaitingPlace:
    return _end(waiting, WaitingPlace.Ended.OWN, by)


@action(needs=Permission.LEARNING_ASSIGN)
def take_off_waiting(waiting: WaitingPlace, *, by: Any) -> WaitingPlace:
    """Staff take somebody off the list."""
    return _end(waiting, WaitingPlace.Ended.STAFF, by)


def _end(waiting: WaitingPlace, how: str, by: Any) -> WaitingPlace:
    if WaitingPlace.objects.waiting().filter(pk=waiting.pk).update(ended_at=clock.now(), ended=how):
        record(by, "course.waits_no_more", waiting, how=how)
        if waiting.person.establishment_id:
            _tell_next(waiting.course, waiting.person.establishment_id)
    waiting.refresh_from_db()
    return waiting


@action(needs=Permission.LEARNING_ASSIGN)
def tell_waiting(place: Establishment, *, course: Course, by: Any) -> int:
    """Tell those for whom there is a place now, once each."""
    told = _tell_next(course, place.pk)
    if told:
        record(by, "course.place_free", place, course=course.code, told=told)
    return told


def _tell_next(course: Course, establishment: UUID) -> int:
    limit = CoursePlaces.objects.filter(course=course, establishment=establishment).first()
    waiting = waiting_at(course.pk, establishment).select_related("person__user")
    told = 0
    for one in waiting[: free_places(limit)] if limit else waiting:
        if one.told_at is None:
            notify(one.person.user, "courses.place_free")
            told += WaitingPlace.objects.filter(pk=one.pk).update(told_at=clock.now())
    return told
