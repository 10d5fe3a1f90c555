"""Whom a condition protects: kept apart, so that no page, paper or copy of the person can ever meet it (T60)."""

from django.conf import settings
from django.db import models

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7


class VictimDetailQuerySet(ScopedQuerySet):
    def live(self) -> "VictimDetailQuerySet":
        return self.filter(ended_at=None)


class VictimDetail(models.Model):
    """Who and where a condition protects, and why. Read by staff who write licences, and by nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="victim_details")
    code = models.CharField(max_length=40, help_text="The condition of the policy that protects them.")
    name = models.CharField(max_length=200, blank=True)
    area_name = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VictimDetailQuerySet.as_manager()
    scope = Scope(Permission.VICTIM_VIEW)
    history = Kept(hidden=("name", "area_name", "postcode", "reason"))

    class Meta:
        ordering = ["added_at", "id"]
        indexes = [models.Index(fields=["person", "code"], name="victims_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="", area_name="", postcode=""), name="victim_detail_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"Victim detail {self.pk}"
