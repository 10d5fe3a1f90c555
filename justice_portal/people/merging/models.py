"""What was joined to what, so that a join of two people can be undone. justice_portal/models.py re-exports it."""

from django.conf import settings
from django.db import models

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class RecordJoin(models.Model):
    """One join of two records: which rows came from the other one, and how that one stood before.

    rows: label of a model -> name of its key to the person -> keys of the rows. moves: keys of movements. workers: keys of
    allocations that the join ended. was: the other record's fields. took: what the kept record took of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="record_joins")
    other = models.ForeignKey("justice_portal.Person", models.CASCADE, related_name="joined_by")
    rows = models.JSONField(default=dict)
    moves = models.JSONField(default=list)
    workers = models.JSONField(default=list)
    was = models.JSONField(default=dict)
    took = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PERSON_RECEIVE)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.other_id} joined to {self.person_id}"
