"""Classes on a timetable, who is in them, and the register: what came of each session for each person."""

from datetime import date, datetime, timedelta

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


class ClassQuerySet(ScopedQuerySet):
    def running(self) -> "ClassQuerySet":
        today = clock.today()
        return self.filter(from_on__lte=today).filter(Q(until_on=None) | Q(until_on__gte=today))


class TaughtClass(models.Model):
    """A class that meets once a week, at one place."""

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
    room = models.CharField(_("room"), max_length=40)
    weekday = models.PositiveSmallIntegerField(choices=Day.choices)
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ClassQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person=None, place="establishment")

    class Meta:
        ordering = ["weekday", "starts", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="class_is_on_a_day_of_the_week"),
            models.CheckConstraint(condition=Q(minutes__gte=10, minutes__lte=480), name="class_has_a_length"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("attendance:class", args=[self.pk])

    def meets_on(self, day: date) -> bool:
        return day.weekday() == self.weekday and self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def days_before(self, day: date, most: int) -> list[date]:
        """The last days on which it met, that day included, the newest first."""
        last = day - timedelta(days=(day.weekday() - self.weekday) % 7)
        found = [last - timedelta(days=7 * back) for back in range(most)]
        return [one for one in found if self.meets_on(one)]

    def starts_at(self, day: date) -> datetime:
        return datetime.combine(day, self.starts, clock.LONDON)


class PlaceQuerySet(ScopedQuerySet):
    def live(self) -> "PlaceQuerySet":
        return self.filter(left_on=None)


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


class Outcome(models.TextChoices):
    """What came of a session for one person. Only the last one was their own choice."""

    ATTENDED = "attended", _("Came")
    LATE = "late", _("Came late")
    LOCKDOWN = "lockdown", _("Could not come: locked down")
    TRANSFER = "transfer", _("Could not come: moved")
    COURT = "court", _("Could not come: court")
    HEALTH = "health", _("Could not come: health")
    STAFF = "staff", _("Could not come: no staff")
    TECHNICAL = "technical", _("Could not come: it did not work")
    MISSED = "missed", _("Did not come")


CAME = frozenset({Outcome.ATTENDED, Outcome.LATE})
COULD_NOT = frozenset(set(Outcome) - CAME - {Outcome.MISSED})


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
