"""What happened to rows, kept by triggers of the database: see guard.py and decision 11."""

from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _

from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.history.keeping import NotKept


def current_transaction() -> Func:
    """The number of the transaction: what was written together carries the same."""
    return Func(function="txid_current", output_field=models.BigIntegerField())


def this_moment() -> Func:
    return Func(function="statement_timestamp", output_field=models.DateTimeField())


def next_number(sequence: str) -> Func:
    return Func(models.Value(sequence), function="nextval", output_field=models.BigIntegerField())


class RowChange(models.Model):
    """One change of one row of any table, however it was made. Written by triggers, never by the application.

    `before` holds what stood in the columns that changed; for a row that was removed, all of it; for one that was
    added, nothing. So the row as it is now and its changes, read backwards, give every state that it ever had.
    """

    class Verb(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        REMOVED = "removed", _("Removed")
        LOADED = "loaded", _("Loaded in bulk")

    id = models.BigAutoField(primary_key=True)
    tx = models.BigIntegerField(db_default=current_transaction())
    at = models.DateTimeField(db_default=this_moment())
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64, help_text=_("The key of the row, as text."))
    verb = models.CharField(max_length=10, choices=Verb.choices)
    before = models.JSONField(null=True)
    by_id = models.UUIDField(null=True, help_text=_("The user; empty for the product itself."))
    request_id = models.CharField(max_length=64)
    db_role = models.CharField(max_length=63, help_text=_("Who was signed in at the database."))

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.AUDIT_VIEW)
    history = NotKept("It is the history: append only, and sealed.")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["table_name", "row_id"], name="change_by_row")]

    def __str__(self) -> str:
        return f"{self.table_name} {self.verb}"


class Purged(models.Model):
    """The mark that a purged row of the audit log or of the history leaves: the seal over it can still be proved."""

    id = models.BigAutoField(primary_key=True)
    tx = models.BigIntegerField(db_default=current_transaction())
    at = models.DateTimeField(db_default=this_moment())
    stream = models.CharField(max_length=10)
    seq = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)
    db_role = models.CharField(max_length=63)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.AUDIT_VIEW)
    history = NotKept("Append only, and sealed like the log itself.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="purged_once")]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"
