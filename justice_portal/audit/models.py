"""The audit log: append only."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.audit.events import Kind
from justice_portal.history.keeping import NotKept
from justice_portal.history.models import current_transaction, next_number
from justice_portal.keys import uuid7


class AuditEvent(models.Model):
    """What was done, by whom, to whom, when. No foreign keys: what it names may be erased, the event stays.

    It holds ids, choices, old and new values; never text that someone typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    tx = models.BigIntegerField(db_default=current_transaction())
    seq = models.BigIntegerField(unique=True, db_default=next_number("justice_portal_audit_seq"))
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
    history = NotKept("Append only, and sealed.")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [GinIndex(fields=["subjects"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d %H:%M:%S}"


class Seal(models.Model):
    """A batch of rows of one stream, closed: its hash covers each of them and the seal before."""

    id = models.BigAutoField(primary_key=True)
    stream = models.CharField(max_length=10)
    number = models.PositiveBigIntegerField(help_text="1 for the first of its stream.")
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    count = models.PositiveBigIntegerField()
    sealed_at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.AUDIT_VIEW)
    history = NotKept("Append only; each seal covers the one before, and anchors outside cover the last.")

    class Meta:
        ordering = ["stream", "number"]
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="one_seal_a_number")]

    def __str__(self) -> str:
        return f"{self.stream} {self.number}"


class Horizon(models.Model):
    """Up to where a stream can be sealed, once every transaction has ended that was writing to it at the time."""

    stream = models.CharField(primary_key=True, max_length=10)
    seq = models.BigIntegerField(help_text="The last number that was given out then.")
    writers = ArrayField(models.CharField(max_length=40), default=list, help_text="Transactions that wrote then.")

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.AUDIT_VIEW)
    history = NotKept("Says only how far the sealing has come.")

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"
