"""Who can start a course now: what comes before it, and how many places there are in a prison."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal import clock
from justice_portal.access import REFERENCE, Permission, Scope, ScopedQuerySet
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from learning.courses.models import Course, Version
from learning.record_store.models import CourseProgress


class CourseNeeds(models.Model):
    """A course that comes before another: somebody who chooses finishes it first. Staff who give a course know better."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    course = models.ForeignKey(Course, models.CASCADE, related_name="needs")
    first = models.ForeignKey(Course, models.CASCADE, related_name="leads_to")

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["course", "first"]
        constraints = [
            models.UniqueConstraint(fields=["course", "first"], name="course_needs_another_once"),
            models.CheckConstraint(condition=~models.Q(course=models.F("first")), name="course_does_not_need_itself"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CoursePlaces(models.Model):
    """A course has only so many places at once in one prison. Without a row there is no limit."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    course = models.ForeignKey(Course, models.CASCADE, related_name="places")
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField()

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person=None, place="establishment")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "establishment"], name="places_of_a_course_once")]

    def __str__(self) -> str:
        return str(self.pk)


class WaitingQuerySet(ScopedQuerySet):
    def waiting(self) -> "WaitingQuerySet":
        """Those who still wait, the longest first."""
        return self.filter(ended_at=None).order_by("asked_at", "id")


class WaitingPlace(models.Model):
    """Somebody waits for a place in a course. Who is moved keeps the time that they waited."""

    class Ended(models.TextChoices):
        STARTED = "started", gettext_lazy("Started the course")
        OWN = "own", gettext_lazy("Does not wait any more")
        STAFF = "staff", gettext_lazy("Taken off the list by staff")

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="waiting_places")
    course = models.ForeignKey(Course, models.CASCADE, related_name="waiting")
    asked_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = WaitingQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"], condition=models.Q(ended_at=None), name="waits_once_for_a_course"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


@dataclass(frozen=True)
class Terms:
    """What stands between a person and a course. ahead: how many wait before them; free: None where there is no limit."""

    first: Sequence[Version]
    free: int | None
    ahead: int
    waiting: WaitingPlace | None

    @property
    def has_place(self) -> bool:
        """A free place is for who has waited longest."""
        return self.free is None or self.free > self.ahead

    @property
    def can_start(self) -> bool:
        return not self.first and self.has_place


def terms_of(person: Person, course: UUID) -> Terms:
    """As things are now. Five queries at most."""
    limit = CoursePlaces.objects.filter(course=course, establishment=person.establishment_id).first()
    mine = WaitingPlace.objects.waiting().filter(course=course, person=person).first()
    if limit is None:
        return Terms(_missing(person, course), None, 0, mine)
    others = waiting_at(course, limit.establishment_id).exclude(person=person)
    ahead = others.filter(asked_at__lt=mine.asked_at) if mine else others
    return Terms(_missing(person, course), free_places(limit), ahead.count(), mine)


def waiting_at(course: UUID, establishment: UUID) -> WaitingQuerySet:
    """Who waits in one prison, wherever they began to wait."""
    return WaitingPlace.objects.waiting().filter(course=course, person__establishment=establishment)


def free_places(limit: CoursePlaces) -> int:
    taken = CourseProgress.objects.live().filter(
        course=limit.course_id, establishment=limit.establishment_id, completed_at=None
    )
    return max(0, limit.places - taken.count())


def _missing(person: Person, course: UUID) -> list[Version]:
    """What they have still to finish first, as it is offered now: a course that is closed holds nobody up."""
    done = CourseProgress.objects.live().filter(person=person, completed_at__isnull=False).values("course")
    needed = CourseNeeds.objects.filter(course=course).exclude(first__in=done).values("first")
    return list(Version.objects.offered().filter(course__in=needed).select_related("course"))


def must_be_open_to(person: Person, course: Course) -> None:
    """Raises DomainError with what to do instead. Holds the places of the course until the transaction ends."""
    list(CoursePlaces.objects.select_for_update().filter(course=course, establishment=person.establishment_id))
    terms = terms_of(person, course.pk)
    if terms.first:
        names = ", ".join(version.name.text for version in terms.first)
        raise DomainError(_("Do this first: %(courses)s.") % {"courses": names})
    if not terms.has_place:
        raise DomainError(_("All places in this course are taken. You can wait for one on its page."))


def may_see_terms(user: Any) -> bool:
    """Staff who write courses or give them."""
    return bool(user.holds(Permission.COURSE_WRITE) or user.holds(Permission.LEARNING_ASSIGN))


def has_started(person: Person, course: Course) -> None:
    """Whoever is on the course waits for it no more."""
    waiting = WaitingPlace.objects.waiting().filter(person=person, course=course)
    waiting.update(ended_at=clock.now(), ended=WaitingPlace.Ended.STARTED)


def goes_round(course: UUID, first: Iterable[UUID]) -> bool:
    """Whether one of these courses, or one that comes before it, needs this course."""
    seen, look = set(), set(first)
    while look:
        if course in look:
            return True
        seen |= look
        look = set(CourseNeeds.objects.filter(course__in=look).values_list("first", flat=True)) - seen
    return False
