""" "May I?": what a person on licence asks to be allowed, and the answer. No answer is never a yes."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

#: So long before the day an open question is put before the officer each night, and the last day before their managers.
TELL_BEFORE, CLIMB_BEFORE = timedelta(days=4), timedelta(days=1)


class LicencePermissionQuerySet(ScopedQuerySet):
    def open(self) -> "LicencePermissionQuerySet":
        """Nobody answered yet: the day that comes first is first, those whose day is gone before all."""
        return self.filter(status=LicencePermission.Status.ASKED).order_by("starts_on", "asked_at", "id")


class LicencePermission(models.Model):
    """One thing that a person asks to be allowed, for certain days, with the answer and its limits."""

    class Kind(models.TextChoices):
        NIGHT = "night", _("Sleep at another place")
        JOB = "job", _("Start a job")
        TRAVEL = "travel", _("Travel")
        ADDRESS = "address", _("Move home")

    class Status(models.TextChoices):
        ASKED = "asked", _("Not answered yet")
        AGREED = "agreed", _("Yes")
        REFUSED = "refused", _("No")
        WITHDRAWN = "withdrawn", _("Taken back")

    class How(models.TextChoices):
        """How it came here. What staff typed says so, and the person can say that it is wrong."""

        PORTAL = "portal", _("On the portal")
        BESIDE = "beside", _("Face to face")
        PHONE = "phone", _("By phone")
        PAPER = "paper", _("On paper")

    #: A yes can become a no, with its reason; never the other way without being asked again.
    MOVES = {Status.ASKED: {Status.AGREED, Status.REFUSED, Status.WITHDRAWN}, Status.AGREED: {Status.REFUSED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="licence_permissions")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    what = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    how = models.CharField(max_length=6, choices=How.choices, default=How.PORTAL)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    wrong_at = models.DateTimeField(null=True, blank=True)
    wrong_words = models.CharField(max_length=300, blank=True, help_text=_("What the person says is wrong in it."))
    answer = models.CharField(max_length=300, blank=True)
    limits = models.CharField(max_length=300, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = LicencePermissionQuerySet.as_manager()
    scope = Scope(Permission.MAY_I_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["agreed", "refused"])
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="may_i_is_answered_by_somebody_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(from_on__isnull=False, to_on__gte=F("from_on")),
                name="a_yes_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(how="portal", written_by=None) | (~Q(how="portal") & Q(written_by__isnull=False)),
                name="may_i_says_who_typed_it",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="may_i_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="may_i_of_person"),
            models.Index(fields=["starts_on"], name="may_i_open", condition=Q(status="asked")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("may-i:permission", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.ASKED

    @property
    def answered(self) -> dict[str, Any]:
        """The answer that stands, for who answers at the same time."""
        return {name: getattr(self, name) for name in ("status", "answer", "limits", "from_on", "to_on")}

    @property
    def can_be_wrong(self) -> bool:
        """Whether the person can say that this is not what they asked: staff typed it, and it was not said yet."""
        return self.written_by_id is not None and self.wrong_at is None

    @property
    def is_late(self) -> bool:
        """The day is here, and nobody answered."""
        return self.is_open and self.starts_on <= clock.today()

    @property
    def is_over(self) -> bool:
        return self.status == self.Status.AGREED and self.to_on is not None and self.to_on < clock.today()

    @property
    def days_left(self) -> int:
        return (self.starts_on - clock.today()).days
