"""What was put right in a record, for the person to read. people/models.py re-exports it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class Amendment(models.Model):
    """Something in a record was corrected, moved to whom it was about, taken back or given again: what, why, when, by whom."""

    class Thing(models.TextChoices):
        MOVEMENT = "movement", _("A move")
        DATE = "date", _("A date of a sentence")
        CONTACT = "contact", _("A meeting with staff")
        RECORD = "record", _("The record")

    class What(models.TextChoices):
        CORRECTED = "corrected", _("Corrected")
        MOVED_OUT = "moved_out", _("Moved to another record")
        MOVED_IN = "moved_in", _("Moved here from another record")
        WITHDRAWN = "withdrawn", _("Taken back")
        REOPENED = "reopened", _("Given again")
        JOINED = "joined", _("Two records made one")
        SEPARATED = "separated", _("A join undone")

    class Why(models.TextChoices):
        OTHER_PERSON = "other_person", _("It was about someone else")
        WRONG_FACT = "wrong_fact", _("A day, time or place in it was wrong")
        TWICE = "twice", _("It was written down twice")
        NOT_SO = "not_so", _("It did not happen")
        RIGHT_AFTER_ALL = "right_after_all", _("It was right after all")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="amendments")
    thing = models.CharField(max_length=10, choices=Thing.choices)
    thing_id = models.UUIDField()
    what = models.CharField(max_length=10, choices=What.choices)
    why = models.CharField(max_length=20, choices=Why.choices)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PERSON_VIEW, parties=("person__user",), party_view=Permission.RIGHTS_OWN)
    comes_with_a_record = True

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["person", "-at"], name="amendments_of_person")]

    def __str__(self) -> str:
        return f"{self.get_thing_display()}: {self.get_what_display()}"
