"""Requests: what a person asks the prison for, until it is answered, and what was said about it."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope, ScopedQuerySet, restricted_for
from justice_portal.grants import Role
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from justice_portal.sheets.questions import Line, lines
from rehab.requests.routing.models import DepartmentMember

#: What a department's member may do with what is asked of it, wherever their role reaches.
OF_MEMBERS = {
    Permission.REQUEST_VIEW,
    Permission.REQUEST_SPEAK,
    Permission.REQUEST_NOTE,
    Permission.REQUEST_ANSWER,
}
#: A comment, as the domain sheet says.
LONGEST = 1000


class SupportRequestQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> Self:
        """Rows over which user holds permission: by reach where no private department has them, and as its member."""
        if user is SYSTEM or not user.is_authenticated or not user.holds(Permission.REQUEST_DESK):
            return super().within(user, permission)
        reached = ScopedQuerySet(self.model, using=self._db).within(user, permission)
        rule = Q(pk__in=reached.filter(department__is_private=False).values("pk"))
        if permission in OF_MEMBERS and not user.is_stopped:
            mine = DepartmentMember.objects.live().filter(user=user.pk).values("department")
            rule |= Q(
                department__in=mine,
                person__establishment=F("department__establishment"),
                person__in=Person.objects.filter(~restricted_for(user)).values("pk"),
            )
        return self.filter(rule)

    def open(self) -> Self:
        return self.filter(status=SupportRequest.Status.SUBMITTED)

    def late(self) -> Self:
        return self.open().filter(due_at__lt=clock.now())

    def by_need(self) -> Self:
        """The urgent type first, then who has waited longest."""
        return self.order_by("urgency", "asked_at", "id")

    def for_list(self) -> Self:
        """Everything that a list of requests shows, in one query."""
        return self.select_related("type", "department", "person__wing", "taken_by", "made_in")


class SupportRequest(models.Model):
    """A person asks the prison for something: of one type at a time, to one department, answered with a reason."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("Sent")
        APPROVED = "approved", _("Yes")
        DECLINED = "declined", _("No")
        WITHDRAWN = "withdrawn", _("Taken back")

    class How(models.TextChoices):
        SELF = "self", _("On the tablet")
        SAID = "said", _("Said to staff, who wrote it")
        PAPER = "paper", _("On paper, and staff typed it")

    class Verdict(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        NOT_ANSWERED = "not_answered", _("Not answered")

    MOVES = {
        Status.SUBMITTED: {Status.APPROVED, Status.DECLINED, Status.WITHDRAWN},
        Status.APPROVED: set(),
        Status.DECLINED: set(),
        Status.WITHDRAWN: set(),
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="support_requests")
    type = models.ForeignKey("rehab.RequestType", models.PROTECT, related_name="support_requests")
    questions = models.JSONField(help_text=_("The form as it was when it was filled in."))
    answers = models.JSONField(default=dict)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    wing = models.ForeignKey("justice_portal.Wing", models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey("rehab.Department", models.PROTECT, related_name="support_requests")
    urgency = models.PositiveSmallIntegerField()
    has_urgent_words = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SUBMITTED)
    how = models.CharField(max_length=10, choices=How.choices, default=How.SELF)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    step = models.PositiveSmallIntegerField(default=0, help_text=_("How often it went up for being late."))
    stepped_up_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    first_reply_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=LONGEST, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_as = models.CharField(max_length=20, choices=Role.choices, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    left_prison = models.BooleanField(default=False, help_text=_("It ended because the person left prison."))
    verdict = models.CharField(max_length=15, choices=Verdict.choices, blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)

    objects = SupportRequestQuerySet.as_manager()
    scope = Scope(Permission.REQUEST_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "type"], condition=Q(status="submitted"), name="one_open_request_per_type_and_person"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "declined"])
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="decided_request_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(status__in=["approved", "declined"]), name="verdict_only_on_a_decision"
            ),
        ]
        indexes = [
            models.Index(fields=["urgency", "asked_at"], condition=Q(status="submitted"), name="open_requests_by_need"),
            models.Index(fields=["person", "-asked_at"], name="requests_of_person"),
            models.Index(fields=["made_in", "decided_at"], name="requests_decided_in"),
            models.Index(fields=["department", "status"], name="requests_of_department"),
        ]

    def __str__(self) -> str:
        return str(self.type)

    def get_absolute_url(self) -> str:
        return reverse("requests:one", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.SUBMITTED

    @property
    def is_decided(self) -> bool:
        return self.status in {self.Status.APPROVED, self.Status.DECLINED}

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_at < clock.now()

    @property
    def time_to_reply(self) -> timedelta | None:
        return self.first_reply_at - self.asked_at if self.first_reply_at else None

    @property
    def time_to_decision(self) -> timedelta | None:
        return self.decided_at - self.asked_at if self.decided_at else None

    @property
    def said(self) -> list[Line]:
        """What was asked and answered on the form, in the reader's language."""
        return lines(self.questions, self.answers)


class AboutQuerySet(ScopedQuerySet):
    """What hangs on a request is seen with it, by those who also hold its own permission."""

    def within(self, user: Any, permission: Permission | None) -> Self:
        if user is SYSTEM:
            return self
        return self.filter(about__in=SupportRequest.objects.within(user, permission).values("pk"))


class RequestReply(models.Model):
    """Words between staff and the person about a request. Both read them."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    about = models.ForeignKey(SupportRequest, models.CASCADE, related_name="replies")
    words = models.TextField(max_length=LONGEST)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=20, choices=Role.choices)

    objects = AboutQuerySet.as_manager()
    scope = Scope(Permission.REQUEST_VIEW, person="about__person", made_in="about__made_in")

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["about", "written_at"], name="replies_of_request")]

    def __str__(self) -> str:
        return str(self.pk)


class RequestNote(models.Model):
    """Words of staff to staff about a request, and each time it was passed on. The person never reads them.

    A table of its own, so that no page of the person can show one by forgetting a filter.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    about = models.ForeignKey(SupportRequest, models.CASCADE, related_name="notes")
    words = models.TextField(max_length=LONGEST, blank=True)
    from_department = models.ForeignKey("rehab.Department", models.PROTECT, null=True, blank=True, related_name="+")
    to_department = models.ForeignKey("rehab.Department", models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AboutQuerySet.as_manager()
    scope = Scope(Permission.REQUEST_NOTE, person="about__person")

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["about", "written_at"], name="notes_of_request")]

    def __str__(self) -> str:
        return str(self.pk)
