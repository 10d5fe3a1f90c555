"""A mentor's file: what was checked, talks with the worker who looks after them, hours and what they cost."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from mentoring.mentors.models import Mentor

#: Who reads a mentor's file: managers of the prison, the mentor themself, and the worker who is named for them.
TO_MENTOR = {"person": None, "place": "mentor__establishment"}


class MentorCheck(models.Model):
    """One thing that was looked at before, or while, somebody is a mentor. The newest of a kind counts; two references do."""

    class Kind(models.TextChoices):
        APPLICATION = "application", _("Application")
        REFERENCE = "reference", _("Reference")
        TRAINING = "training", _("Training")
        BOUNDARIES = "boundaries", _("Boundaries agreement")

    id = models.UUIDField(primary_key=True, default=uuid7)
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    is_good = models.BooleanField()
    on = models.DateField(help_text=_("The day of the talk, the letter or the training."))
    version = models.PositiveSmallIntegerField(default=0, help_text=_("Of the boundaries agreement that was read."))
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.MATCH_MANAGE, **TO_MENTOR)

    class Meta:
        ordering = ["-on", "-at"]
        indexes = [models.Index(fields=["mentor", "kind", "-on"], name="checks_of_mentor")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d %b %Y}"


class SupervisionTalk(models.Model):
    """The named worker and the mentor talked about how it goes. The mentor does not read the note."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="talks")
    held_on = models.DateField()
    words = models.TextField(max_length=1000)
    next_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.MENTOR_SUPERVISE, **TO_MENTOR, parties=("mentor__supervisor",))

    class Meta:
        ordering = ["-held_on", "-at"]
        indexes = [models.Index(fields=["mentor", "-held_on"], name="talks_of_mentor")]

    def __str__(self) -> str:
        return f"{self.held_on:%d %b %Y}"


class MentorHours(models.Model):
    """Time that a mentor gave, and what it cost them. Whoever pays looks at the cost; the time is as they say."""

    class What(models.TextChoices):
        MEETING = "meeting", _("Meeting the person")
        WRITING = "writing", _("Reading and writing messages")
        TRAVEL = "travel", _("Travel")
        TRAINING = "training", _("Training")
        SUPERVISION = "supervision", _("Talk with my worker")

    class Cost(models.TextChoices):
        NONE = "none", _("No cost")
        ASKED = "asked", _("Asked for")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("Refused")

    MOVES = {Cost.ASKED: {Cost.AGREED, Cost.REFUSED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="hours")
    what = models.CharField(max_length=12, choices=What.choices)
    done_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    pence = models.PositiveIntegerField(default=0)
    cost_note = models.CharField(max_length=200, blank=True)
    cost = models.CharField(max_length=8, choices=Cost.choices, default=Cost.NONE)
    added_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.MENTOR_SUPERVISE, **TO_MENTOR, parties=("mentor__user",), party_view=Permission.MENTOR_OWN)

    class Meta:
        ordering = ["-done_on", "-added_at"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="mentor_hours_fit_in_a_day"),
            models.CheckConstraint(
                condition=Q(pence=0, cost="none") | Q(pence__gt=0), name="mentor_cost_says_how_much"
            ),
        ]
        indexes = [models.Index(fields=["mentor", "-done_on"], name="hours_of_mentor")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.done_on:%d %b %Y}"

    @property
    def pounds(self) -> str:
        return f"£{self.pence // 100}.{self.pence % 100:02d}"
