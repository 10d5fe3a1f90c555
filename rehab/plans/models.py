"""The resettlement plan: goals and ordered steps on seven pathways, written by the person and the worker together."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.states import any_to_any
from rehab.care.pathways import Pathway


class PlanQuerySet(ScopedQuerySet):
    def open(self) -> "PlanQuerySet":
        return self.filter(closed_at=None)


class Plan(models.Model):
    """The resettlement plan of one person: what must be in place by the day of release, and after it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="plans")
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlanQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, made_in="made_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed_at=None), name="one_open_plan_per_person")
        ]

    def __str__(self) -> str:
        return f"Plan of {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class PathwayState(models.Model):
    """How far a plan has come on one pathway."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("In progress")
        SUPPORT_REQUIRED = "support_required", _("Support required")
        SUPPORT_NOT_REQUIRED = "support_not_required", _("Support not required")
        SUPPORT_DECLINED = "support_declined", _("Support declined")
        DONE = "done", _("Done")

    # People change their minds: from any to any other.
    MOVES = any_to_any(Status)

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="pathways")
    pathway = models.CharField(max_length=20, choices=Pathway.choices)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.NOT_STARTED)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, person="plan__person", made_in="plan__made_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "pathway"], name="pathway_once_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.get_pathway_display()}: {self.get_status_display()}"

    @property
    def person_id(self) -> object:
        return self.plan.person_id


class GoalQuerySet(ScopedQuerySet):
    def active(self) -> "GoalQuerySet":
        return self.filter(status=Goal.Status.ACTIVE)

    def with_counts(self) -> "GoalQuerySet":
        """steps_all and steps_done: how many steps the goal has, and how many are complete."""
        return self.annotate(
            steps_all=Count("steps"), steps_done=Count("steps", filter=Q(steps__status=Step.Status.COMPLETE))
        )


class Goal(models.Model):
    """Something the person wants to have reached by a date."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Working on it")
        COMPLETED = "completed", _("Reached")
        ARCHIVED = "archived", _("Put away")

    class Target(models.TextChoices):
        THREE = "3", _("In 3 months")
        SIX = "6", _("In 6 months")
        TWELVE = "12", _("In 12 months")
        DATE = "date", _("By a date I pick")

    MOVES = {
        Status.ACTIVE: {Status.COMPLETED, Status.ARCHIVED},
        Status.COMPLETED: {Status.ACTIVE},
        Status.ARCHIVED: {Status.ACTIVE},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    pathway = models.CharField(max_length=20, choices=Pathway.choices)
    title = models.CharField(max_length=140)
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    reason = models.CharField(max_length=200, blank=True, help_text=_("Why it was put away."))
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = GoalQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, person="plan__person", made_in="made_in")

    class Meta:
        ordering = ["due_on", "added_at"]
        indexes = [models.Index(fields=["plan", "status", "due_on"], name="goals_of_plan")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:goal", args=[self.pk])

    @property
    def person_id(self) -> object:
        return self.plan.person_id

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE


class Step(models.Model):
    """One thing to do for a goal, in order, with whose turn it is."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        ACTIVE = "active", _("Started")
        COMPLETE = "complete", _("Done")

    class Turn(models.TextChoices):
        PERSON = "person", _("The person")
        STAFF = "staff", _("Staff")

    MOVES = any_to_any(Status)

    id = models.UUIDField(primary_key=True, default=uuid7)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    title = models.CharField(max_length=140)
    turn = models.CharField(max_length=10, choices=Turn.choices, default=Turn.PERSON)
    position = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_STARTED)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, person="goal__plan__person", made_in="made_in")

    class Meta:
        ordering = [F("position").asc(), "added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "position"], name="steps_have_an_order", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def person_id(self) -> object:
        return self.goal.plan.person_id
