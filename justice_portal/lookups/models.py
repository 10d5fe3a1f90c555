"""Look-ups out of caseload: counted in the database, and stopped when there are too many."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, Permission, Scope, ScopedQuerySet
from justice_portal.grants import Role
from justice_portal.history.keeping import NotKept
from justice_portal.keys import uuid7

#: Records of different people out of one's own caseload, and the minutes in which that many are too many (T06).
MOST_PEOPLE = 20
WITHIN_MINUTES = 60


class LookUpLimit(models.Model):
    """How many records out of caseload a role may open, where that differs from 20 in an hour."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    role = models.CharField(max_length=20, choices=Role.choices, unique=True)
    most_people = models.PositiveSmallIntegerField(
        default=MOST_PEOPLE, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    within_minutes = models.PositiveSmallIntegerField(
        default=WITHIN_MINUTES, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["role"]
        verbose_name = _("limit of look-ups")
        verbose_name_plural = _("limits of look-ups")

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.most_people}"


class LookUp(models.Model):
    """When a member of staff last opened the record of a person who is not in their caseload."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    person = models.ForeignKey("justice_portal.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LOOKUP_LIFT, person=None)
    history = NotKept("A count that is over when a stop is lifted; the audit log says each look for good.")
    #: Who joins two records of one person has opened both: it is one look at one person then.
    one_for_each = "user"
    comes_with_a_record = True  # somebody looked: nothing was written

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["user", "person"], name="one_look_up_of_a_person")]
        indexes = [models.Index(fields=["user", "at"], name="look_ups_of_user")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class LookUpStopQuerySet(ScopedQuerySet):
    def live(self) -> "LookUpStopQuerySet":
        return self.filter(lifted_at=None)


class LookUpStop(models.Model):
    """Somebody opened too many records: those out of their caseload stay shut until a manager lifts it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    people = models.PositiveSmallIntegerField()
    within_minutes = models.PositiveSmallIntegerField()
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)

    objects = LookUpStopQuerySet.as_manager()
    scope = Scope(Permission.LOOKUP_LIFT, person=None, place="establishment", unit="delivery_unit")

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("stop of look-ups")
        verbose_name_plural = _("stops of look-ups")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(lifted_at=None), name="one_live_stop_of_a_user"),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=models.F("user")), name="nobody_lifts_their_own_stop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people}, {self.at:%Y-%m-%d %H:%M}"
