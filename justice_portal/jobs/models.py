"""Background work that lives in the database: jobs, the schedule that makes them, and signs of life."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Reference, Scope, ScopedQuerySet
from justice_portal.grants import GRANTS, Reach
from justice_portal.history.keeping import Kept, NotKept
from justice_portal.jobs.errors import ERROR_WORDS
from justice_portal.keys import uuid7


class JobQuerySet(ScopedQuerySet):
    """Who asked sees a job; who manages jobs over the whole estate sees all."""

    def within(self, user: Any, permission: Permission | None) -> Self:
        if user is not SYSTEM and user.is_authenticated and _manages_all(user):
            return self
        return super().within(user, permission)

    def live(self) -> Self:
        """Work that is still to be done or being done."""
        return self.filter(status__in=Job.LIVE)

    def due(self) -> Self:
        """Work that may begin now, most urgent first."""
        return self.filter(status=Job.Status.WAITING, run_at__lte=clock.now()).order_by("priority", "run_at", "pk")

    def due_since(self, moment: datetime) -> Self:
        """Work that could have begun at moment and that nobody has claimed."""
        return self.due().filter(run_at__lte=moment)

    def lost(self) -> Self:
        """Work whose worker has given no sign of life for the length of a lease."""
        return self.filter(status=Job.Status.RUNNING, lease_until__lt=clock.now())


def _manages_all(user: Any) -> bool:
    return any(Permission.JOB_MANAGE in GRANTS[held.role] and held.reach == Reach.ESTATE for held in user.roles_held())


class Priority(models.IntegerChoices):
    """What goes first when work queues up."""

    SAFETY = 0, _("Safety")
    ASKED = 10, _("Someone waits for it")
    BULK = 20, _("Many at once")


class Job(models.Model):
    """One piece of background work: what to run, on which ids, for whom. The row is the truth; Redis only wakes."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being done")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        PARKED = "parked", _("Parked after five tries")
        CANCELLED = "cancelled", _("Cancelled")
        REFUSED = "refused", _("Refused")

    MOVES = {
        Status.WAITING: {Status.RUNNING, Status.CANCELLED},
        Status.RUNNING: {
            Status.DONE,
            Status.WAITING,  # tried in vain, or its worker was lost
            Status.FAILED,
            Status.PARKED,
            Status.CANCELLED,
            Status.REFUSED,
        },
        Status.FAILED: {Status.WAITING},
        Status.PARKED: {Status.WAITING},
        Status.CANCELLED: {Status.WAITING},
    }
    LIVE = frozenset({Status.WAITING, Status.RUNNING})

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=100, help_text=_("The function that does it, as the registry knows it."))
    args = models.JSONField(default=list, help_text=_("Ids only."))
    key = models.CharField(max_length=160, help_text=_("Names the work: asked for twice, it is done once."))
    is_once = models.BooleanField(default=False, help_text=_("The key also names the occasion: never done again."))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty for the product itself."),
    )
    request_id = models.CharField(max_length=64, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.ASKED)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    run_at = models.DateTimeField(default=clock.now, help_text=_("Not before this moment."))
    woken_at = models.DateTimeField(null=True, blank=True, help_text=_("When a worker was last told of it."))
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=80, blank=True, help_text=_("What it is doing, in words that we wrote."))
    error = models.CharField(max_length=60, blank=True, help_text=_("A code or the kind of error, never its text."))
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()
    scope = Scope(Permission.JOB_VIEW, person=None, parties=("asked_by",))
    history = NotKept(
        "The queue: each try and heart-beat changes it. What a job does is kept with the rows that it changes."
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(status__in=["waiting", "running"]), name="one_live_job_for_a_key"
            ),
            models.UniqueConstraint(fields=["key"], condition=Q(is_once=True), name="once_means_once"),
            models.CheckConstraint(
                condition=Q(lease_token__isnull=False, lease_until__isnull=False, status="running")
                | (Q(lease_token=None, lease_until=None) & ~Q(status="running")),
                name="only_running_jobs_are_leased",
            ),
        ]
        indexes = [
            models.Index(fields=["priority", "run_at"], condition=Q(status="waiting"), name="job_next"),
            models.Index(fields=["lease_until"], condition=Q(status="running"), name="job_lease"),
            models.Index(fields=["asked_by", "-created_at"], name="job_by_asker"),
            models.Index(fields=["status", "-created_at"], name="job_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_status_display()})"

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.pk])

    @property
    def is_live(self) -> bool:
        return self.status in self.LIVE

    def can_be_retried(self, *, by_manager: bool) -> bool:
        """Who asked may start it again; when it was parked, only who manages jobs."""
        return self.status in {self.Status.FAILED, self.Status.CANCELLED} or (
            by_manager and self.status == self.Status.PARKED
        )

    @property
    def percent(self) -> int:
        """How much is done, of 100; 0 while that is not known."""
        if self.status == self.Status.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0

    @property
    def words(self) -> str:
        """One plain sentence for who asked."""
        if self.error and self.status != self.Status.DONE:
            return str(ERROR_WORDS.get(self.error, ERROR_WORDS["error"]))
        if self.status == self.Status.RUNNING and self.step:
            return gettext(self.step)
        return str(STATUS_WORDS[self.status])


STATUS_WORDS: dict[str, Any] = {
    Job.Status.WAITING: _("It is in the queue."),
    Job.Status.RUNNING: _("We are working on it now."),
    Job.Status.DONE: _("It is done."),
    Job.Status.FAILED: _("It did not work."),
    Job.Status.PARKED: _("It did not work. We have told our team."),
    Job.Status.CANCELLED: _("It was stopped."),
    Job.Status.REFUSED: _("You can no longer ask for this."),
}


class ScheduleQuerySet(ScopedQuerySet):
    def due(self) -> Self:
        return self.filter(is_on=True, next_run_at__lte=clock.now()).order_by("next_run_at")


class Schedule(models.Model):
    """Work that comes back by itself. The clock reads it; code declares it (see schedules.py)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=100, unique=True, help_text=_("The function, as the registry knows it."))
    every = models.DurationField(null=True, blank=True, help_text=_("The time from one run to the next."))
    at = models.TimeField(null=True, blank=True, help_text=_("The time on the wall in London."))
    day = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("The day of the month; empty: each day."))
    is_on = models.BooleanField(default=True)
    next_run_at = models.DateTimeField()
    last_run_at = models.DateTimeField(null=True, blank=True)

    objects = ScheduleQuerySet.as_manager()
    scope = Reference(Permission.JOB_MANAGE)
    history = Kept(ignored=("next_run_at", "last_run_at"))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every__gt=timedelta(0), at=None, day=None) | Q(every=None, at__isnull=False),
                name="schedule_by_interval_or_by_wall_clock",
            ),
            models.CheckConstraint(condition=Q(day=None) | Q(day__range=(1, 28)), name="schedule_day_in_every_month"),
        ]

    def __str__(self) -> str:
        return self.name


class SignOfLife(models.Model):
    """The last time that a clock or a worker said it was there."""

    name = models.CharField(primary_key=True, max_length=20)
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.JOB_MANAGE)
    history = NotKept("Written every few seconds, and says only that a process lives.")

    def __str__(self) -> str:
        return self.name
