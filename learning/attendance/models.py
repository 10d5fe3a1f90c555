"""Classes on a timetable, who is in them, and the register: what came of each session for each person."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import NotKept
from justice_portal.keys import uuid7
from learning.attendance.outcomes import CAME, COULD_NOT, Outcome

__all__ = [
    "CAME", "COULD_NOT", "CancelledSession", "ClassPlace", "Meeting", "Outcome", "OwnWord", "RegisterMark", "TaughtClass",
]  # fmt: skip


class ClassQuerySet(ScopedQuerySet):
    def running(self) -> "ClassQuerySet":
        """Those that have not ended."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=clock.today()))

    def over(self) -> "ClassQuerySet":
        return self.filter(until_on__lt=clock.today())

    def with_days(self) -> "ClassQuerySet":
        """With all that says when they meet: two queries, however many."""
        return self.select_related("establishment").prefetch_related("meetings")


class CancelledQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> Self:
        """Each row once, however many people of the class lead to it."""
        return self.filter(pk__in=super().within(user, permission).values("pk"))

    def standing(self) -> "CancelledQuerySet":
        """Those that were not put back on."""
        return self.filter(restored_at=None)


class TaughtClass(models.Model):
    """A class that meets at one place, on some days of the week; without a day it is a group.

    version: goes up when its name, room or days change.
    """

    class Day(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="classes")
    title = models.CharField(_("name"), max_length=80)
    room = models.CharField(_("room"), max_length=40, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ClassQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person=None, place="establishment")

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("attendance:class", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.until_on is not None and self.until_on < clock.today()

    @property
    def timetable(self) -> "list[Meeting]":
        """Its meetings as they are now, in the order of the week."""
        return [one for one in self.meetings.all() if one.until_on is None]

    @property
    def is_group(self) -> bool:
        return not self.timetable

    @property
    def when(self) -> str:
        """When it meets, in words; empty for a group."""
        return ", ".join(f"{one.get_weekday_display()} {one.starts:%H:%M}" for one in self.timetable)

    def meeting_on(self, day: date) -> "Meeting | None":
        if day < self.from_on or (self.until_on is not None and self.until_on < day):
            return None
        return next((one for one in self.meetings.all() if one.is_on(day)), None)

    def meets_on(self, day: date) -> bool:
        return self.meeting_on(day) is not None

    def days_before(self, day: date, most: int) -> list[date]:
        """The last days on which it met, that day included, the newest first."""
        return self._days(day, -1, most)

    def days_after(self, day: date, most: int) -> list[date]:
        """The next days on which it meets, that day left out."""
        return self._days(day + timedelta(days=1), 1, most)

    def _days(self, day: date, step: int, most: int) -> list[date]:
        """At most so many, and no further than so many weeks."""
        around = (day + timedelta(days=step * back) for back in range(7 * most))
        return [one for one in around if self.meets_on(one)][:most]

    def starts_at(self, day: date) -> datetime:
        meeting = self.meeting_on(day)
        return datetime.combine(day, meeting.starts if meeting else time.min, clock.LONDON)


class Meeting(models.Model):
    """A class meets on this day of the week. What is changed ends, and another begins: old registers keep their day."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    taught_class = models.ForeignKey(TaughtClass, models.CASCADE, related_name="meetings")
    weekday = models.PositiveSmallIntegerField(choices=TaughtClass.Day.choices)
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person=None, place="taught_class__establishment")

    class Meta:
        ordering = ["weekday", "starts", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="meeting_is_on_a_day_of_the_week"),
            models.CheckConstraint(condition=Q(minutes__gte=10, minutes__lte=480), name="meeting_has_a_length"),
            models.UniqueConstraint(
                fields=["taught_class", "weekday"], condition=Q(until_on=None), name="one_meeting_of_a_class_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}"

    def is_on(self, day: date) -> bool:
        is_then = self.from_on <= day and (self.until_on is None or day <= self.until_on)
        return is_then and day.weekday() == self.weekday


class CancelledSession(models.Model):
    """A class is not on for one day, with the reason that its learners are told. It counts against nobody."""

    class Why(models.TextChoices):
        LOCKDOWN = "lockdown", _("Everybody is locked up")
        STAFF = "staff", _("There is no tutor")
        TECHNICAL = "technical", _("Something does not work")
        HOLIDAY = "holiday", _("It is a holiday")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid7)
    taught_class = models.ForeignKey(TaughtClass, models.CASCADE, related_name="cancelled")
    on = models.DateField()
    why = models.CharField(max_length=10, choices=Why.choices)
    words = models.CharField(max_length=200, blank=True, help_text=_("What the learners read."))
    cancelled_at = models.DateTimeField(default=clock.now)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    restored_at = models.DateTimeField(null=True, blank=True)
    restored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CancelledQuerySet.as_manager()
    scope = Scope(
        Permission.LEARNING_VIEW,
        person=None,
        place="taught_class__establishment",
        parties=("taught_class__places__person__user",),
    )

    class Meta:
        ordering = ["-on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["taught_class", "on"], condition=Q(restored_at=None), name="session_cancelled_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.why}"


class PlaceQuerySet(ScopedQuerySet):
    def live(self) -> "PlaceQuerySet":
        return self.filter(left_on=None)

    def on_register(self, taught: TaughtClass, day: date, marked: Sequence[UUID]) -> "PlaceQuerySet":
        """Who is on the register of a day: who is in the class now and was then, and whoever has a mark."""
        there = Q(left_on=None, joined_on__lte=day) | Q(person__in=marked, left_on__gte=day)
        return self.filter(there, taught_class=taught)

    def by_name(self) -> "PlaceQuerySet":
        return self.select_related("person").order_by("person__family_name", "person__given_name", "person")


class ClassPlace(models.Model):
    """Somebody is in a class."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    taught_class = models.ForeignKey(TaughtClass, models.PROTECT, related_name="places")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="class_places")
    joined_on = models.DateField(default=clock.today)
    left_on = models.DateField(null=True, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlaceQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["taught_class", "person"], condition=Q(left_on=None), name="one_place_in_a_class"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RegisterMark(models.Model):
    """One line of a register, as it was written down: append only. The last one for a person and a day is what counts."""

    id = models.UUIDField(primary_key=True)
    taught_class = models.ForeignKey(TaughtClass, models.PROTECT, related_name="marks")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="class_marks")
    on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    marked_at = models.DateTimeField(default=clock.now)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")
    history = NotKept("Append only: each change is a new line.")

    class Meta:
        ordering = ["-on", "-marked_at", "-id"]
        indexes = [
            models.Index(fields=["taught_class", "on", "person"], name="marks_of_a_session"),
            models.Index(fields=["person", "-on"], name="marks_of_person"),
            models.Index(fields=["made_in", "-on"], name="marks_of_place"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="marks_stay", exclude=["person"]),
            pgtrigger.Protect(name="marks_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.outcome}"


class OwnWord(models.Model):
    """What the person says of a session that they did not come to."""

    id = models.UUIDField(primary_key=True)
    taught_class = models.ForeignKey(TaughtClass, models.PROTECT, related_name="words")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="class_words")
    on = models.DateField()
    text = models.TextField(max_length=500)
    said_at = models.DateTimeField(default=clock.now)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-said_at"]
        indexes = [models.Index(fields=["taught_class", "on"], name="words_of_a_session")]

    def __str__(self) -> str:
        return f"{self.on}"
