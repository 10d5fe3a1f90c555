"""What a person may ask about their own data, and how long it is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.grants import Role
from justice_portal.keys import uuid7

LONGEST = 1000


class CorrectionQuerySet(ScopedQuerySet):
    def open(self) -> "CorrectionQuerySet":
        return self.filter(status=Correction.Status.ASKED)

    def for_list(self) -> "CorrectionQuerySet":
        return self.select_related("person", "made_in", "answered_by")


class Correction(models.Model):
    """A person says that their record is wrong, and gets an answer by a date that they are told."""

    class Part(models.TextChoices):
        NAME = "name", _("My name, birthday or number")
        PLACE = "place", _("Where I am or was")
        DATES = "dates", _("My dates")
        PLAN = "plan", _("My plan")
        LEARNING = "learning", _("My learning")
        REPORTS = "reports", _("A report about me")
        MENTOR = "mentor", _("My mentor or messages")
        LOOKED = "looked", _("Who looked at my record")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        CHANGED = "changed", _("Put right")
        PARTLY = "partly", _("Partly put right")
        REFUSED = "refused", _("Not changed")

    MOVES = {Status.ASKED: {Status.CHANGED, Status.PARTLY, Status.REFUSED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="corrections")
    part = models.CharField(max_length=20, choices=Part.choices)
    wrong = models.TextField(max_length=LONGEST, help_text=_("What is wrong."))
    right = models.TextField(max_length=LONGEST, blank=True, help_text=_("What it should say."))
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField(help_text=_("The day by which the law wants an answer: one month."))
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    answer = models.TextField(max_length=LONGEST, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_as = models.CharField(max_length=20, choices=Role.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()
    scope = Scope(Permission.RIGHTS_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["status", "due_on"], name="corrections_by_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="asked", answered_at=None, answer="") | (~Q(status="asked") & ~Q(answer="")),
                name="correction_answered_says_why",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())

    def get_absolute_url(self) -> str:
        return reverse("rights:correction", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.ASKED

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < clock.today()


class RecordCopy(models.Model):
    """A copy of everything about one person that they may have: a PDF to read and a ZIP of data.

    Only who asked and the person open it: staff who ask on someone's behalf get what both may see.
    """

    class Status(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")

    MOVES = {Status.MAKING: {Status.READY}, Status.READY: set()}

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="record_copies")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAKING)
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    pdf_path = models.CharField(max_length=200, blank=True)
    data_path = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0, help_text=_("Bytes, of both."))
    sha256 = models.CharField(max_length=64, blank=True, help_text=_("Of the data."))
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.RIGHTS_COPY, person=None, parties=("asked_by", "person__user"))

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "asked_by"], condition=Q(status="making"), name="one_copy_under_way"
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(pdf_path="") & ~Q(data_path="") & Q(ready_at__isnull=False)),
                name="ready_copy_has_its_files",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.asked_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("rights:copy", args=[self.pk])

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY


class LegalHoldQuerySet(ScopedQuerySet):
    def live(self) -> "LegalHoldQuerySet":
        return self.filter(lifted_at=None)


class LegalHold(models.Model):
    """While it lasts nothing of this person's record is removed: a court, an inquest or an inquiry may ask for it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="legal_holds")
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField(default=clock.now)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LegalHoldQuerySet.as_manager()
    scope = Scope(Permission.HOLD_VIEW)

    class Meta:
        ordering = ["-placed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(lifted_at=None), name="one_live_hold_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.placed_at:%Y-%m-%d}"


class KeepRule(models.Model):
    """How long one kind of row is kept, from a day on. Before the first row of a kind the periods of keeping.py hold.

    A change is a new row, never an edit: what was there before keeps the longer of the periods it was ever promised.
    """

    class Code(models.TextChoices):
        RECORD = "record", _("Your record, your plan and your learning")
        MESSAGES = "messages", _("Messages with a mentor")
        ASKED = "asked", _("What you told us or asked us to put right")
        NOTICES = "notices", _("Notices")
        COPIES = "copies", _("Copies of your record")

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=20, choices=Code.choices)
    months = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, help_text=_("Where the period comes from: a law, a policy, a decision."))
    in_force_from_on = models.DateField(default=clock.today)

    objects = ScopedQuerySet.as_manager()
    scope = Reference()

    class Meta:
        ordering = ["code", "in_force_from_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "in_force_from_on"], name="one_keep_rule_a_day"),
            models.CheckConstraint(condition=Q(months__gte=1), name="kept_a_month_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.months}"


class KeepDate(models.Model):
    """The date until which a person was told that their record is kept. It never moves nearer."""

    person = models.OneToOneField("justice_portal.Person", models.CASCADE, primary_key=True, related_name="keep_date")
    until_on = models.DateField()
    told_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.RIGHTS_VIEW)
    comes_with_a_record = True

    def __str__(self) -> str:
        return f"{self.until_on}"
