"""Visits: the time from signing in at a tablet to the end, and how long it may last."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, Permission, Scope, ScopedQuerySet
from justice_portal.devices.models import Device
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7


class VisitLimit(models.Model):
    """How long a kind of tablet stays open, untouched and in all: for one prison, or for all that have no limit of their own."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.CASCADE, null=True, blank=True, related_name="visit_limits"
    )
    kind = models.CharField(max_length=10, choices=Device.Kind.choices)
    untouched_seconds = models.PositiveIntegerField(
        _("Locks when untouched for (seconds)"), validators=[MinValueValidator(90), MaxValueValidator(3600)]
    )
    longest_minutes = models.PositiveIntegerField(
        _("Signs out after (minutes)"), validators=[MinValueValidator(10), MaxValueValidator(600)]
    )

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["establishment__name", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "kind"], nulls_distinct=False, name="one_limit_for_a_kind_in_a_prison"
            )
        ]

    def __str__(self) -> str:
        where = str(self.establishment) if self.establishment else _("Everywhere")
        return f"{where}: {self.get_kind_display()}"


class VisitQuerySet(ScopedQuerySet):
    def open(self) -> "VisitQuerySet":
        return self.filter(ended_at=None)


class Visit(models.Model):
    """One person at one tablet, from signing in to the end. A person has one open visit at most."""

    class End(models.TextChoices):
        SIGNED_OUT = "signed_out", _("Signed out")
        UNTOUCHED = "untouched", _("Nobody touched the tablet")
        LONGEST = "longest", _("The longest time was over")
        ELSEWHERE = "elsewhere", _("Signed in on another tablet")
        DEVICE = "device", _("The tablet was stopped")
        COPIED = "copied", _("The session came from another device")
        CHANGED = "changed", _("The account or the place changed")

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visits")
    device = models.ForeignKey(Device, models.PROTECT, related_name="visits")
    began_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=End.choices, blank=True)
    untouched_seconds = models.PositiveIntegerField()
    longest_seconds = models.PositiveIntegerField()
    path = models.CharField(max_length=300, blank=True, help_text=_("The page that was open when the tablet locked."))

    objects = VisitQuerySet.as_manager()
    scope = Scope(Permission.DEVICE_VIEW, person=None, place="device__establishment")
    history = Kept(ignored=("seen_at",))

    class Meta:
        ordering = ["-began_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="one_open_visit_a_person")
        ]
        indexes = [models.Index(fields=["user", "-began_at"], name="visits_of_a_person")]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M}"

    @property
    def longest_until(self) -> datetime:
        return self.began_at + timedelta(seconds=self.longest_seconds)
