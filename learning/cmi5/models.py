"""Courses of cmi5: who is registered for one, how far they are, and each time that a part was opened."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import NotKept
from learning.packages.models import Package

#: A part that nobody heard of for so long was left, and is closed as abandoned.
LEFT_AFTER = timedelta(hours=6)


class Reason(models.TextChoices):
    """Why a part need not be done: the words of the standard (9.5.5.2)."""

    TESTED_OUT = "Tested Out", _("They showed in a test that they can do it")
    EQUIVALENT_AU = "Equivalent AU", _("They did a part like it in this course")
    EQUIVALENT_OUTSIDE = "Equivalent Outside Activity", _("They did something like it elsewhere")
    ADMINISTRATIVE = "Administrative", _("Staff decided so")


class Registration(models.Model):
    """One learner in one course, or a member of staff who tries it. Its id is the registration of the standard.

    actor: how the learner is named to the course, which is at random. states: what each part said, by its number.
    satisfied: blocks, by number, and "course", for which we have said that all is done that must be.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    package = models.ForeignKey(Package, models.PROTECT, related_name="registrations")
    package_try = models.OneToOneField(
        "learning.PackageTry", models.PROTECT, null=True, blank=True, related_name="registration"
    )
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    actor = models.JSONField()
    states = models.JSONField(default=dict)
    satisfied = models.JSONField(default=list)
    made_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        Permission.LEARNING_VIEW,
        person="package_try__person",
        made_in="package_try__made_in",
        parties=("tried_by",),
        party_view=Permission.COURSE_WRITE,
    )
    history = NotKept("Written with every statement of a course; the statements stay, and each change is audited.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(package_try__isnull=True, tried_by__isnull=False)
                | Q(package_try__isnull=False, tried_by__isnull=True),
                name="cmi5_learner_or_somebody_who_tries",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def state(self, unit: int) -> dict[str, Any]:
        found: dict[str, Any] = self.states.get(str(unit), {})
        return found


class LaunchQuerySet(ScopedQuerySet):
    def open(self) -> "LaunchQuerySet":
        return self.filter(terminated_at=None, abandoned_at=None)


class Launch(models.Model):
    """A part was opened. Its id is the session of the standard; its token opens the record store for it alone.

    unit: the number of the part in its course, from 0. said: the verbs that it used so far and may use once.
    """

    class Mode(models.TextChoices):
        NORMAL = "Normal", _("To do it")
        BROWSE = "Browse", _("To look around")
        REVIEW = "Review", _("To look again")

    id = models.UUIDField(primary_key=True, default=uuid4)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="launches")
    unit = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=6, choices=Mode.choices, default=Mode.NORMAL)
    address = models.TextField(help_text=_("Where the part opens, with nothing of ours in it."))
    token_hash = models.CharField(max_length=64, blank=True)
    launched_at = models.DateTimeField(default=clock.now)
    fetched_at = models.DateTimeField(null=True, blank=True, help_text=_("The token was given out, once."))
    has_data = models.BooleanField(default=False, help_text=_("It read what we say of this opening."))
    has_preferences = models.BooleanField(default=False, help_text=_("It read what the learner likes."))
    said = models.JSONField(default=list)
    begun = models.CharField(max_length=40, blank=True, help_text=_("When it was ready, by its own clock."))
    last_at = models.DateTimeField(null=True, blank=True, help_text=_("When we heard of it last."))
    last_statement = models.UUIDField(null=True, blank=True, help_text=_("The statement that ended it."))
    terminated_at = models.DateTimeField(null=True, blank=True)
    abandoned_at = models.DateTimeField(null=True, blank=True)

    objects = LaunchQuerySet.as_manager()
    scope = Scope(
        Permission.LEARNING_VIEW,
        person="registration__package_try__person",
        made_in="registration__package_try__made_in",
        parties=("registration__tried_by",),
        party_view=Permission.COURSE_WRITE,
    )
    history = NotKept("Append only but for how far it got; what it said is kept as statements.")

    class Meta:
        indexes = [
            models.Index(fields=["registration", "-launched_at"], name="cmi5_launches"),
            models.Index(
                fields=["launched_at"],
                condition=Q(terminated_at__isnull=True, abandoned_at__isnull=True),
                name="cmi5_launches_open",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.terminated_at is None and self.abandoned_at is None
