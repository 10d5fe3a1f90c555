"""Decisions that were drawn by lot to be looked at again."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from mentoring.messages.held.models import Hold


class RecheckQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> "RecheckQuerySet":
        """As the holds themselves, and never one's own decision (T47)."""
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        return rows.filter(hold__in=Hold.objects.within(user, permission).in_sight()).exclude(hold__decided_by=user.pk)

    def waiting(self) -> "RecheckQuerySet":
        return self.filter(outcome=Recheck.Outcome.WAITS)


class Recheck(models.Model):
    """A decision that was drawn by lot: another moderator says whether they would have decided the same."""

    class Outcome(models.TextChoices):
        WAITS = "waits", _("Waits")
        SAME = "same", _("I would have decided the same")
        OTHER = "other", _("I would have decided otherwise")

    MOVES = {Outcome.WAITS: {Outcome.SAME, Outcome.OTHER}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    hold = models.OneToOneField(Hold, models.CASCADE, related_name="recheck")
    drawn_at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITS)
    words = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RecheckQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_MODERATE, person=None, place="hold__made_in")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="waits", checked_at=None, checked_by=None)
                | (~Q(outcome="waits") & Q(checked_at__isnull=False, checked_by__isnull=False)),
                name="recheck_done_says_who",
            )
        ]
        indexes = [models.Index(fields=["drawn_at"], condition=Q(outcome="waits"), name="rechecks_waiting")]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def is_waiting(self) -> bool:
        return self.outcome == self.Outcome.WAITS
