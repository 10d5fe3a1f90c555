"""Whose caseload a person is in, and who looks after it meanwhile. The room's models.py re-exports them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.grants import Role
from justice_portal.keys import uuid7


class AllocationQuerySet(ScopedQuerySet):
    def live(self) -> "AllocationQuerySet":
        return self.filter(ended_at=None)


class Allocation(models.Model):
    """Whose caseload a person is in: a key worker, POM or COM, from one day to another."""

    class Kind(models.TextChoices):
        KEY_WORKER = Role.KEY_WORKER.value, Role.KEY_WORKER.label
        POM = Role.POM.value, Role.POM.label
        COM = Role.COM.value, Role.COM.label

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="allocations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=20, choices=Kind.choices)
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AllocationQuerySet.as_manager()
    scope = Scope(Permission.ALLOCATION_VIEW)
    comes_with_a_record = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(ended_at=None), name="one_live_allocation_per_role"
            ),
            models.CheckConstraint(
                condition=Q(role="com") | Q(establishment__isnull=False), name="prison_allocation_names_prison"
            ),
        ]
        indexes = [models.Index(fields=["user", "role"], condition=Q(ended_at=None), name="live_caseloads")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.person_id}"


class CoverQuerySet(ScopedQuerySet):
    def live(self) -> "CoverQuerySet":
        today = clock.today()
        return self.filter(starts_on__lte=today, ends_on__gte=today, ended_at=None)

    def coming(self) -> "CoverQuerySet":
        """Live, or still to begin."""
        return self.filter(ends_on__gte=clock.today(), ended_at=None)


class Cover(models.Model):
    """Someone looks after a colleague's caseload while they are away, both days included."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    covered = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Allocation.Kind.choices)
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()
    scope = Scope(Permission.ALLOCATION_GIVE, person=None, place="establishment", unit="delivery_unit")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="cover_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(covered=models.F("by")), name="cover_is_by_someone_else"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.starts_on} to {self.ends_on}"
