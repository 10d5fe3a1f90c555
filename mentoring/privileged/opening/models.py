"""When letters may be opened: a governor who is named for it gives authority, for one reader, one day and one thread."""

from datetime import timedelta
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from mentoring.privileged.models import PrivilegedThread

#: From the governor's word to the last look.
LASTS = timedelta(hours=24)


class NamedGovernorQuerySet(ScopedQuerySet):
    def live(self) -> Self:
        return self.filter(ended_at=None, user__is_active=True)


class NamedGovernor(models.Model):
    """Two managers named this one to decide for a prison whether letters may be opened."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="letter_governors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letter_governor_of")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = NamedGovernorQuerySet.as_manager()
    scope = Scope(Permission.LEGAL_OPEN, person=None, place="establishment")

    class Meta:
        ordering = ["-named_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(named_by=F("asked_by")) & ~Q(user=F("named_by")), name="governor_named_by_two"
            ),
            models.UniqueConstraint(
                fields=["establishment", "user"], condition=Q(ended_at=None), name="governor_once_in_a_prison"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.establishment_id}"


class OpeningQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> Self:
        """The two who write learn of an opening when it was done, and by the same limits as of their letters."""
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        adviser, writes = Q(thread__adviser=user.pk), Q(thread__person__user=user.pk)
        live = Q(thread__ended_at=None, thread__until_on__gte=clock.today())
        told = Q(status=Opening.Status.OPENED)
        return rows.filter((~adviser & ~writes) | (writes & told) | (adviser & live & told))


class Opening(models.Model):
    """Somebody asks to open the letters of a thread; what the governor said; and whether it was done."""

    class Reason(models.TextChoices):
        """What the rules allow, in the words that the person is told."""

        PRISON = "prison", _("They may put the prison at risk.")
        PEOPLE = "people", _("They may put people at risk.")
        CRIME = "crime", _("They may be about a new crime.")

    class Status(models.TextChoices):
        ASKED = "asked", _("Waits for the governor")
        GIVEN = "given", _("Authority given")
        REFUSED = "refused", _("Refused")
        OPENED = "opened", _("Opened")

    MOVES = {Status.ASKED: {Status.GIVEN, Status.REFUSED}, Status.GIVEN: {Status.OPENED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    thread = models.ForeignKey(PrivilegedThread, models.PROTECT, related_name="openings")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    cause = models.CharField(max_length=500, help_text=_("What gives reason to think so. For staff."))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")

    objects = OpeningQuerySet.as_manager()
    scope = Scope(
        Permission.LEGAL_ENVELOPE,
        person="thread__person",
        parties=("thread__person__user", "thread__adviser"),
        party_view=Permission.LEGAL_OWN,
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="asked", decided_at=None, decided_by=None)
                | (~Q(status="asked") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="opening_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="opening_decided_by_another"),
            models.CheckConstraint(condition=~Q(cause=""), name="opening_says_why"),
            models.CheckConstraint(
                condition=Q(status="opened", opened_at__isnull=False) | (~Q(status="opened") & Q(opened_at=None)),
                name="opening_done_says_when",
            ),
            models.UniqueConstraint(fields=["thread"], condition=Q(status="asked"), name="one_opening_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.asked_at:%d %b %Y}"

    def get_absolute_url(self) -> str:
        return reverse("opening:opening", args=[self.pk])

    @property
    def person_id(self) -> UUID:
        return self.thread.person_id

    @property
    def is_in_time(self) -> bool:
        return self.decided_at is not None and clock.now() < self.decided_at + LASTS
