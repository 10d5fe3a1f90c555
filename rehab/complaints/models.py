"""Complaints: a separate, confidential route with a clock and readers of its own."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, SYSTEM, Permission, Scope, ScopedQuerySet, restricted_for
from justice_portal.keys import uuid7
from justice_portal.people.models import Person

LONGEST = 2000


class ReaderQuerySet(ScopedQuerySet):
    def live(self) -> Self:
        return self.filter(ended_at=None, user__is_active=True)


class ComplaintReader(models.Model):
    """An administrator named this manager to read the confidential complaints of one prison."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="complaint_readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reads_complaints_of")
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReaderQuerySet.as_manager()
    scope = Scope(Permission.COMPLAINT_SETUP, person=None, place="establishment")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "user"], condition=Q(ended_at=None), name="reader_once_in_a_prison"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.establishment_id}"


class ComplaintPeriod(models.Model):
    """In how many working days one prison answers one kind of complaint. Without a row it is five."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("A complaint")
        CONFIDENTIAL = "confidential", _("A confidential complaint")
        APPEAL = "appeal", _("A second look")

    USUAL = 5

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="complaint_periods")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    days = models.PositiveSmallIntegerField(default=USUAL)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["establishment", "kind"], name="one_period_of_a_kind_in_a_prison")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"


class ComplaintQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> Self:
        """One's own; of a prison in reach the ordinary ones, and the confidential ones where user is named to read them.

        Never one that is kept from user because it is about them, nor one of a person whose record is closed to user.
        """
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        own = Q(person__user=user.pk)
        if user.is_stopped:
            return rows.filter(own)
        named = ComplaintReader.objects.live().filter(user=user.pk).values("establishment")
        closed = Person.objects.filter(restricted_for(user)).values("pk")
        may_read = Q(kind=Complaint.Kind.ORDINARY) | Q(made_in__in=named)
        return rows.filter(own | (may_read & ~Q(kept_from__contains=[user.pk]) & ~Q(person__in=closed)))

    def open(self) -> Self:
        return self.filter(status=Complaint.Status.SENT)

    def late(self) -> Self:
        return self.open().filter(due_at__lt=clock.now())

    def for_list(self) -> Self:
        return self.select_related("person", "made_in", "answered_by", "appeal_of")


class Complaint(models.Model):
    """A person says that they were wronged. It stays with the prison that it is about, wherever they go."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("A complaint")
        CONFIDENTIAL = "confidential", _("A confidential complaint")

    class About(models.TextChoices):
        STAFF = "staff", _("How staff treat me")
        PEOPLE = "people", _("How other people treat me")
        CELL = "cell", _("My cell or my wing")
        THINGS = "things", _("My things or my money")
        FAIR = "fair", _("It was not fair")
        ASKED = "request", _("A request that went wrong")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        SENT = "sent", _("Sent")
        ANSWERED = "answered", _("Answered")
        WITHDRAWN = "withdrawn", _("Taken back")

    class How(models.TextChoices):
        SELF = "self", _("On the tablet")
        SAID = "said", _("Said to staff, who wrote it")
        PAPER = "paper", _("On paper, and staff typed it")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("You are right")
        PARTLY = "partly", _("You are right in part")
        NOT_UPHELD = "not_upheld", _("We do not agree")

    class Verdict(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        NOT_ANSWERED = "not_answered", _("Not answered")

    MOVES = {Status.SENT: {Status.ANSWERED, Status.WITHDRAWN}, Status.ANSWERED: set(), Status.WITHDRAWN: set()}

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="complaints")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    about = models.CharField(max_length=10, choices=About.choices)
    words = models.TextField(max_length=LONGEST)
    wanted = models.TextField(max_length=LONGEST, blank=True)
    kept_from = ArrayField(models.UUIDField(), default=list, blank=True, help_text=_("Staff whom it is about."))
    appeal_of = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="appeal")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SENT)
    sent_at = models.DateTimeField(default=clock.now)
    how = models.CharField(max_length=10, choices=How.choices, default=How.SELF)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField()
    stepped_up_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=15, choices=Verdict.choices, blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()
    scope = Scope(
        Permission.COMPLAINT_VIEW,
        person=None,
        place="made_in",
        parties=("person__user",),
        party_view=Permission.COMPLAINT_MAKE,
    )

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="answered") | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(outcome="")),
                name="answered_complaint_has_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(how="self", written_by=None) | (~Q(how="self") & Q(written_by__isnull=False)),
                name="written_for_somebody_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False)
                | (~Q(status="withdrawn") & Q(withdrawn_at=None)),
                name="complaint_taken_back_says_when",
            ),
            models.CheckConstraint(condition=Q(verdict="") | Q(status="answered"), name="verdict_only_on_an_answer"),
        ]
        indexes = [
            models.Index(fields=["made_in", "due_at"], condition=Q(status="sent"), name="open_complaints_by_clock"),
            models.Index(fields=["person", "-sent_at"], name="complaints_of_person"),
        ]

    def __str__(self) -> str:
        return self.get_about_display()

    def get_absolute_url(self) -> str:
        return reverse("complaints:one", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.SENT

    @property
    def is_answered(self) -> bool:
        return self.status == self.Status.ANSWERED

    @property
    def is_late(self) -> bool:
        due: datetime = self.due_at
        return self.is_open and due < clock.now()
