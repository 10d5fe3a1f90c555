"""Care alerts: someone may be in danger. Staff are told, step by step, until one of them says: I have it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

#: How long after the words each further step of staff is told (issue of the product: 5, 10 and 15 minutes).
STEPS = (timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=15))
#: After the last step everyone is told again, so often, until somebody answers.
AGAIN = timedelta(minutes=15)


class CareAlertQuerySet(ScopedQuerySet):
    def open(self) -> "CareAlertQuerySet":
        """Nobody has said yet what was done."""
        return self.filter(status__in=CareAlert.OPEN)

    def unfinished(self) -> "CareAlertQuerySet":
        return self.exclude(status=CareAlert.Status.CLOSED)

    def due(self) -> "CareAlertQuerySet":
        """Nobody has taken it, and the next step is to be told."""
        return self.filter(status=CareAlert.Status.RAISED, next_step_at__lte=clock.now())

    def by_need(self) -> "CareAlertQuerySet":
        """What nobody has taken first, then what is in hand, then what waits for a second reader; who waits longest first."""
        order = models.Case(
            *(models.When(status=status, then=models.Value(place)) for place, status in enumerate(CareAlert.Status)),
            output_field=models.IntegerField(),
        )
        return self.order_by(order, "raised_at", "id")

    def for_page(self) -> "CareAlertQuerySet":
        return self.select_related(
            "person__establishment", "person__cell", "person__delivery_unit", "seen_by", "outcome_by", "closed_by"
        )


class CareAlert(models.Model):
    """One time that a person's words, or an answer that is named for it, said that they may be in danger."""

    class Status(models.TextChoices):
        RAISED = "raised", _("Nobody has it yet")
        SEEN = "seen", _("Someone has it")
        ANSWERED = "answered", _("Waits for a second reader")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        SEEN_SAFE = "seen_safe", _("Seen face to face, and safe for now")
        ACCT_OPENED = "acct_opened", _("ACCT opened")
        ACCT_REVIEWED = "acct_reviewed", _("ACCT review brought forward")
        HEALTH = "health", _("Healthcare or emergency services saw them")
        LISTENER = "listener", _("With a Listener or the Samaritans")
        NOT_MEANT = "not_meant", _("Spoken with: the words meant something else")

    MOVES = {
        Status.RAISED: {Status.SEEN},
        Status.SEEN: {Status.ANSWERED},
        Status.ANSWERED: {Status.CLOSED, Status.SEEN},
        Status.CLOSED: set(),
    }
    OPEN = (Status.RAISED, Status.SEEN)

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="care_alerts")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RAISED)
    raised_at = models.DateTimeField(default=clock.now)
    step = models.PositiveSmallIntegerField(default=0, help_text=_("How many further steps of staff were told."))
    next_step_at = models.DateTimeField(null=True, blank=True)
    acct_open = models.BooleanField(default=False, help_text=_("An ACCT was open when the alert was raised."))
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_words = models.TextField(max_length=1000, blank=True)
    outcome_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CareAlertQuerySet.as_manager()
    scope = Scope(Permission.CARE_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(status__in=["raised", "seen"]), name="one_open_care_alert_of_a_person"
            ),
            models.CheckConstraint(
                condition=Q(status="raised", seen_by=None, next_step_at__isnull=False)
                | (~Q(status="raised") & Q(seen_by__isnull=False, next_step_at=None)),
                name="care_alert_waits_until_somebody_has_it",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "closed"]) | (Q(outcome_by__isnull=False) & ~Q(outcome="")),
                name="care_alert_says_what_was_done",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | (Q(closed_by__isnull=False) & ~Q(closed_by=F("outcome_by"))),
                name="care_alert_closed_by_a_second_reader",
            ),
        ]
        indexes = [
            models.Index(fields=["next_step_at"], condition=Q(status="raised"), name="care_alerts_due"),
            models.Index(fields=["status", "raised_at"], name="care_alerts_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.raised_at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("care:alert", args=[self.pk])


class CareCause(models.Model):
    """What somebody wrote or answered that raised an alert: where it is, never the words."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    alert = models.ForeignKey(CareAlert, models.CASCADE, related_name="causes")
    at = models.DateTimeField(default=clock.now)
    source = models.CharField(max_length=60, help_text=_("The kind of row, such as mentoring.message."))
    source_id = models.CharField(max_length=40)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.CARE_VIEW, person="alert__person", made_in="alert__made_in")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["alert", "source", "source_id"], name="one_cause_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"
