"""What drift looks like, as data; and concerns, each with the messages that caused it."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, SYSTEM, Permission, Scope, ScopedQuerySet, restricted_for
from justice_portal.keys import uuid7
from justice_portal.people.models import Person


class Sign(models.TextChoices):
    CONTACT = "contact", _("Contact details, links or names on other apps")
    SECRECY = "secrecy", _("Asking to keep something secret")
    MONEY = "money", _("Money")
    GIFTS = "gifts", _("Gifts")
    NIGHT = "night", _("Writing at night")


class DriftRule(models.Model):
    """So many messages of one side with this sign, in so many days, are shown to who looks after the mentor."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=10, choices=Sign.choices, unique=True)
    count = models.PositiveSmallIntegerField(help_text=_("So many messages of one side."))
    days = models.PositiveSmallIntegerField(help_text=_("In so many days."))
    words = models.TextField(
        blank=True, help_text=_("One word or phrase a line. Contact details come from the rules for messages.")
    )
    harmless = models.TextField(blank=True, help_text=_("Phrases in which these words mean no harm, one a line."))
    is_active = models.BooleanField(default=True)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["kind"]
        constraints = [models.CheckConstraint(condition=Q(count__gte=1, days__gte=1), name="drift_rule_counts")]

    def __str__(self) -> str:
        return self.get_kind_display()


class DriftQuerySet(ScopedQuerySet):
    to_match = "match__"

    def within(self, user: Any, permission: Permission | None) -> Self:
        """Nobody looks after themself, and a restricted case stays with who is named for it."""
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        mine = Q(**{f"{self.to_match}mentor": user.pk})
        if permission != Permission.MENTOR_SUPERVISE:
            return rows.filter(mine)
        shut = Person.objects.filter(restricted_for(user), pk=OuterRef(f"{self.to_match}person"))
        return rows.filter(~mine, ~Exists(shut))

    def open_first(self) -> Self:
        return self.order_by(models.F("decided_at").asc(nulls_first=True), "opened_at", "pk")


class DriftConcern(models.Model):
    """Messages of one side of a match that a rule put together. What it means is for the supervisor to find out."""

    class Side(models.TextChoices):
        PERSON = "person", _("The person wrote them")
        MENTOR = "mentor", _("The mentor wrote them")

    class Status(models.TextChoices):
        OPEN = "open", _("To look at")
        ASKED = "asked", _("The mentor is asked")
        ANSWERED = "answered", _("The mentor answered")
        DECIDED = "decided", _("Decided")

    class Outcome(models.TextChoices):
        FINE = "fine", _("Nothing is wrong")
        TALK = "talk", _("We talk about it")
        TRAIN = "train", _("More training")
        PAUSE = "pause", _("The match is paused or ended")
        SAFE = "safe", _("Passed on to keep somebody safe")

    MOVES = {
        Status.OPEN: {Status.ASKED, Status.DECIDED},
        Status.ASKED: {Status.ANSWERED, Status.DECIDED},
        Status.ANSWERED: {Status.DECIDED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    match = models.ForeignKey("mentoring.Match", models.PROTECT, related_name="drift_concerns")
    kind = models.CharField(max_length=10, choices=Sign.choices)
    side = models.CharField(max_length=6, choices=Side.choices)
    count = models.PositiveSmallIntegerField(help_text=_("As the rule was then."))
    days = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(default=clock.now)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    words = models.TextField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DriftQuerySet.as_manager()
    scope = Scope(
        Permission.MENTOR_SUPERVISE,
        person=None,
        place="made_in",
        parties=("match__mentor__mentor__supervisor", "match__mentor"),
    )

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "kind", "side"], condition=~Q(status="decided"), name="one_open_drift_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~Q(status="decided")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="") & ~Q(words="")),
                name="drift_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.opened_at:%d %b %Y}"

    def get_absolute_url(self) -> str:
        return reverse("drift:concern", args=[self.pk])

    @property
    def person_id(self) -> UUID:
        return self.match.person_id

    @property
    def is_open(self) -> bool:
        return self.status != self.Status.DECIDED


class DriftCause(models.Model):
    """One message that belongs to a concern. A message causes each kind of concern once, whatever was decided."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    concern = models.ForeignKey(DriftConcern, models.CASCADE, related_name="causes")
    message = models.ForeignKey("mentoring.Message", models.CASCADE, related_name="drift_causes")
    kind = models.CharField(max_length=10, choices=Sign.choices)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.MENTOR_SUPERVISE, person=None, place="concern__made_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "kind"], name="a_message_causes_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"
