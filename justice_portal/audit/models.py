"""The audit log: append only."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.audit.events import Kind
from justice_portal.keys import uuid7


class AuditEvent(models.Model):
    """What was done, by whom, to whom, when. No foreign keys: what it names may be erased, the event stays.

    It holds ids, choices, old and new values; never text that someone typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    at = models.DateTimeField(default=clock.now, db_index=True)
    event = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    by_id = models.UUIDField(null=True, help_text="The user; empty for the product itself.")
    by_roles = ArrayField(models.CharField(max_length=20), default=list)
    thing_type = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    subjects = ArrayField(models.UUIDField(), default=list, help_text="The people it is about.")
    facts = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.AUDIT_VIEW)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [GinIndex(fields=["subjects"], name="audit_by_subject")]
        triggers = [
            pgtrigger.Protect(name="audit_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d %H:%M:%S}"
