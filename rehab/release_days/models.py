"""The first 72 hours: the day of release and the two after it, hour by hour."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

#: The day of release and the two after it.
DAYS = 3


class Mode(models.TextChoices):
    WALK = "walk", _("Walk")
    BUS = "bus", _("Bus")
    TRAIN = "train", _("Train")
    TAXI = "taxi", _("Taxi")
    CAR = "car", _("A lift by car")


class TravelTime(models.Model):
    """How long it takes from one place to another, from the table that the estate keeps. Nothing outside is asked."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    from_place = models.CharField(max_length=80)
    to_place = models.CharField(max_length=80)
    mode = models.CharField(max_length=5, choices=Mode.choices)
    minutes = models.PositiveIntegerField()
    fare_pence = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()
    scope = Reference()

    class Meta:
        ordering = ["from_place", "to_place", "minutes"]
        constraints = [
            models.UniqueConstraint(fields=["from_place", "to_place", "mode"], name="travel_time_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="travel_time_within_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.from_place} - {self.to_place}, {self.get_mode_display()}"


class ReleaseDay(models.Model):
    """What is known of one release: the gate, the bed, the money, the phone, the medicine."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="release_days")
    release_on = models.DateField()
    gate_at = models.TimeField()
    gate_place = models.CharField(max_length=80)
    sleeps_at = models.CharField(max_length=120, blank=True)
    home_place = models.CharField(max_length=80, blank=True)
    money_pence = models.PositiveIntegerField(null=True, blank=True)
    has_warrant = models.BooleanField(default=False)
    has_credit = models.BooleanField(default=False)
    medication = models.CharField(max_length=120, blank=True)
    has_medication = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-release_on"]
        constraints = [models.UniqueConstraint(fields=["person", "release_on"], name="one_plan_of_a_release_day")]

    def __str__(self) -> str:
        return f"{self.release_on}"

    @property
    def gate_moment(self) -> datetime:
        return datetime.combine(self.release_on, self.gate_at, clock.LONDON)

    @property
    def days(self) -> list[date]:
        return [self.release_on + timedelta(days=n) for n in range(DAYS)]


class ReleaseStep(models.Model):
    """A leg of the way, or a stop that is no appointment: the chemist, the bank, the phone shop."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", _("Travel")
        STOP = "stop", _("Stop")

    id = models.UUIDField(primary_key=True, default=uuid7)
    release_day = models.ForeignKey(ReleaseDay, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    from_place = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=80)
    mode = models.CharField(max_length=5, choices=Mode.choices, blank=True)
    fare_pence = models.PositiveIntegerField(default=0)
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    what = models.CharField(max_length=80, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, person="release_day__person", made_in="release_day__made_in")

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="release_step_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(kind="travel") | (~Q(mode="") & ~Q(from_place="")), name="a_leg_has_a_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%H:%M}"

    @property
    def person_id(self) -> object:
        return self.release_day.person_id
