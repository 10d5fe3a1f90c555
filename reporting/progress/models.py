"""Progress reports: the staff's account and the person's own stand side by side, made once into a file that stays."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class ReportQuerySet(ScopedQuerySet):
    def ready(self) -> "ReportQuerySet":
        return self.filter(status=ProgressReport.Status.READY)

    def under_way(self) -> "ReportQuerySet":
        """Asked for and not yet made or given up."""
        return self.filter(status__in=[ProgressReport.Status.OPEN, ProgressReport.Status.MAKING])

    def for_rendering(self) -> "ReportQuerySet":
        return self.select_related("person__establishment", "person__wing", "asked_by", "made_in")


class ProgressReport(models.Model):
    """What a person did over some months: learning, plan, mentoring, with both accounts. READY ones never change.

    A report exists at most once for each person, kind and data version: the same facts and words make the same file.
    """

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked for")
        WING = "wing", _("For a whole wing")
        MONTHLY = "monthly", _("Every month")

    class Status(models.TextChoices):
        OPEN = "open", _("Waiting for words")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        CANCELLED = "cancelled", _("Stopped")

    MOVES = {
        Status.OPEN: {Status.MAKING, Status.CANCELLED},
        Status.MAKING: {Status.READY, Status.CANCELLED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="progress_reports")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ASKED)
    from_on = models.DateField()
    to_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    wing_report = models.ForeignKey(
        "reporting.WingReport", models.PROTECT, null=True, blank=True, related_name="reports"
    )
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder, help_text=_("What it says, as it was then."))
    data_version = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of the data."))
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0, help_text=_("Bytes."))
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()
    scope = Scope(Permission.REPORT_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "data_version"], condition=Q(status="ready"), name="report_once_per_data"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="asked", status__in=["open", "making"]), name="one_report_under_way"
            ),
            models.UniqueConstraint(
                fields=["person", "from_on"],
                condition=Q(kind="monthly") & ~Q(status="cancelled"),
                name="one_monthly_report_a_month",
            ),
            models.UniqueConstraint(fields=["wing_report", "person"], name="person_once_in_a_wing_report"),
            models.CheckConstraint(condition=Q(to_on__gte=models.F("from_on")), name="report_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(path="") & ~Q(sha256="") & Q(ready_at__isnull=False)),
                name="ready_report_has_its_file",
            ),
        ]
        indexes = [models.Index(fields=["person", "-asked_at"], name="reports_of_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.from_on} to {self.to_on}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY


class AccountQuerySet(ScopedQuerySet):
    def newest(self, side: str) -> "Account | None":
        return self.filter(side=side).order_by("-written_at", "-id").first()


class Account(models.Model):
    """Words for a report, of staff or of the person. Each save is kept; the newest of a side is the one that counts."""

    class Side(models.TextChoices):
        STAFF = "staff", _("Staff")
        PERSON = "person", _("The person")

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="accounts")
    side = models.CharField(max_length=10, choices=Side.choices)
    text = models.TextField(max_length=3000)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AccountQuerySet.as_manager()
    scope = Scope(Permission.REPORT_VIEW, person="report__person", made_in="report__made_in")

    class Meta:
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.written_at:%Y-%m-%d}"

    @property
    def person_id(self) -> object:
        return self.report.person_id


class WingReport(models.Model):
    """One click for a whole wing: a report for each person on it, and all of them in one ZIP."""

    class Status(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        CANCELLED = "cancelled", _("Stopped")

    MOVES = {Status.MAKING: {Status.READY, Status.CANCELLED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    wing = models.ForeignKey("justice_portal.Wing", models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAKING)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0, help_text=_("Bytes."))
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.REPORT_WING, person=None, place="establishment")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["wing"], condition=Q(status="making"), name="one_wing_report_under_way"),
            models.CheckConstraint(
                condition=Q(to_on__gte=models.F("from_on")), name="wing_report_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wing} {self.from_on} to {self.to_on}"

    def get_absolute_url(self) -> str:
        return reverse("reports:wing", args=[self.pk])

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY
