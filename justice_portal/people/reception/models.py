"""What reception works with: who is on the way, lists that were sent, and the day's roll. models.py re-exports them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.people.models import Person, PersonQuerySet


class Arrival(Person):
    """Someone on the way to a prison: its reception sees that much of them before they are there."""

    objects = PersonQuerySet.as_manager()  # type: ignore[misc]
    scope = Scope(Permission.PERSON_RECEIVE, person=None, place="bound_for")

    class Meta:
        proxy = True


class ReceptionFile(models.Model):
    """A list of people that someone sent in, waiting to be looked at. Its rows go once it is taken in or dropped."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN_IN = "taken_in", _("Taken in")
        DROPPED = "dropped", _("Dropped")

    MOVES = {Status.WAITING: {Status.TAKEN_IN, Status.DROPPED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    rows = models.JSONField(default=list)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0, help_text=_("Known to the record, and not here yet."))
    here = models.PositiveIntegerField(default=0, help_text=_("Here already, so left alone."))
    read_at = models.DateTimeField(default=clock.now)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PERSON_RECEIVE, person=None, place="establishment")

    class Meta:
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.read_at:%Y-%m-%d %H:%M}"


class RollCheck(models.Model):
    """The day's roll of a prison, held against the record: how many are where both say, and how many are not."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    on_roll = models.PositiveIntegerField()
    agreed = models.PositiveIntegerField(help_text=_("Where the roll and the record say the same."))
    missing = models.PositiveIntegerField(help_text=_("Here by the record, not on the roll."))
    unexpected = models.PositiveIntegerField(help_text=_("On the roll, not here by the record."))
    wrong_cell = models.PositiveIntegerField()
    checked_at = models.DateTimeField(default=clock.now)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PERSON_RECEIVE, person=None, place="establishment")

    class Meta:
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M}"


class RollLine(models.Model):
    """One difference between roll and record, until someone settles it."""

    class Kind(models.TextChoices):
        MISSING = "missing", _("Not on the roll")
        UNEXPECTED = "unexpected", _("Not here by our record")
        WRONG_CELL = "wrong_cell", _("In another cell")

    class Status(models.TextChoices):
        OPEN = "open", _("To settle")
        LEFT = "left", _("Left for another prison")
        MOVED = "moved", _("Cell put right")
        RECEIVED = "received", _("Received here")
        ROLL_WRONG = "roll_wrong", _("The roll was wrong")

    MOVES = {Status.OPEN: {Status.LEFT, Status.MOVED, Status.RECEIVED, Status.ROLL_WRONG}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    roll = models.ForeignKey(RollCheck, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    prison_number = models.CharField(max_length=7, blank=True, help_text=_("As the roll has it."))
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, null=True, related_name="+")
    cell = models.ForeignKey("justice_portal.Cell", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PERSON_RECEIVE, person=None, place="roll__establishment")
    comes_with_a_record = True

    class Meta:
        ordering = ["kind", "prison_number", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()
