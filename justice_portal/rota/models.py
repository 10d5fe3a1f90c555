"""The rota of a prison, where one is given: who works when, and who signed in outside a shift."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

#: People come early and stay late.
GRACE = timedelta(hours=1)
#: A prison whose rota says nothing about these days has none that counts.
NEAR = timedelta(days=1)


class ShiftQuerySet(ScopedQuerySet):
    def around(self, moment: datetime, give: timedelta) -> "ShiftQuerySet":
        """Shifts that hold this moment, with so much given at either end."""
        return self.filter(starts_at__lte=moment + give, ends_at__gte=moment - give)


class Shift(models.Model):
    """From when to when one member of staff works in a prison."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shifts")
    establishment = models.ForeignKey("justice_portal.Establishment", models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = ShiftQuerySet.as_manager()
    scope = Scope(Permission.ROTA_VIEW, person=None, place="establishment")

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_starts"),
            models.UniqueConstraint(fields=["user", "starts_at"], name="one_shift_of_a_user_at_a_time"),
        ]
        indexes = [models.Index(fields=["establishment", "starts_at"], name="shifts_of_place")]

    def __str__(self) -> str:
        return f"{self.starts_at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"


class OffShift(models.Model):
    """Somebody signed in outside every shift of theirs: for a manager to look at (T29)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.ROTA_VIEW, person=None, place="establishment")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["establishment", "-at"], name="off_shift_of_place")]

    def __str__(self) -> str:
        return f"{self.at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("rota:off-shift", args=[self.pk])
