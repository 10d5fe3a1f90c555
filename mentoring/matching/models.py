"""Matches: a person and a mentor, from proposal to ending. The threads in which people write are in threads/models.py."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Role, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from mentoring.mentors.choices import FreeTime, Help, Interest, Language
from mentoring.mentors.models import Mentor, labels


class MatchedQuerySet(ScopedQuerySet):
    """Rows that hang on a match. What makes a row the mentor's ends with the vetting, and with the match (T53)."""

    #: The way from the row to its match, as the start of a lookup.
    to_match = ""

    def within(self, user: Any, permission: Permission | None) -> Self:
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated or not user.has_role(Role.MENTOR):
            return rows
        vetted = Exists(Mentor.objects.vetted().filter(user=user.pk))
        mine, over = Q(**{f"{self.to_match}mentor": user.pk}), Q(**{f"{self.to_match}status": Match.Status.ENDED})
        # Of a person who was only proposed to them they hear when that person said yes (T52).
        asked = Q(**{f"{self.to_match}status": Match.Status.PROPOSED}) & ~Q(
            **{f"{self.to_match}person_says": Match.Says.YES}
        )
        return rows.filter(~mine | (~over & ~asked & vetted))


class MatchQuerySet(MatchedQuerySet):
    def live(self) -> "MatchQuerySet":
        return self.exclude(status=Match.Status.ENDED)

    def of(self, person: object) -> "MatchQuerySet":
        """The matches of a person, newest first, with everything that a page shows of them."""
        return self.filter(person=person).select_related("mentor__mentor", "made_in").order_by("-proposed_at", "-id")

    def waits_after_move(self) -> "MatchQuerySet":
        """Matches on a break since a move or a recall, of people who have arrived; the longest break first."""
        moved = self.filter(status=Match.Status.PAUSED, pause_reason__in=[Match.Reason.TRANSFER, Match.Reason.RECALL])
        arrived = moved.exclude(person__place="transfer").select_related("person", "mentor")
        return arrived.order_by("paused_at", "pk")


class Match(models.Model):
    """A person and a mentor who were brought together."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    class Reason(models.TextChoices):
        """Why a match is paused or ended. Those that name a place or an event are for staff only (T52)."""

        PLANNED = "planned", _("It came to its planned end")
        PERSON_ASKED = "person_asked", _("The person asked")
        MENTOR_ASKED = "mentor_asked", _("The mentor asked")
        AWAY = "away", _("One of them is away")
        VETTING = "vetting", _("The mentor's vetting ended")
        SAFETY = "safety", _("To keep someone safe")
        TRANSFER = "transfer", _("The person moved to another prison")
        RECALL = "recall", _("The person was recalled to prison")
        SUPERVISION = "supervision", _("Supervision ended")
        DEATH = "death", _("The person died")
        NO_THANKS = "no_thanks", _("One of the two said no")
        MERGE = "merge", _("Two records were one person")
        OTHER = "other", _("Another reason")

    class Says(models.TextChoices):
        """What one of the two answered. Nobody has to say why, and neither is told what the other said."""

        WAITS = "waits", _("Not answered yet")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    MOVES = {
        Status.PROPOSED: {Status.ACTIVE, Status.ENDED},
        Status.ACTIVE: {Status.PAUSED, Status.ENDED},
        Status.PAUSED: {Status.ACTIVE, Status.ENDED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="matches")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="matches")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    # What the mentor is told about the person, beside the name they want to be called by; nothing else (T52).
    interests = ArrayField(models.CharField(max_length=20, choices=Interest.choices), default=list, blank=True)
    help_wanted = ArrayField(models.CharField(max_length=20, choices=Help.choices), default=list)
    languages = ArrayField(models.CharField(max_length=5, choices=Language.choices), default=list)
    free_times = ArrayField(models.CharField(max_length=10, choices=FreeTime.choices), default=list, blank=True)
    person_says = models.CharField(max_length=5, choices=Says.choices, default=Says.WAITS)
    person_said_at = models.DateTimeField(null=True, blank=True)
    mentor_says = models.CharField(max_length=5, choices=Says.choices, default=Says.WAITS)
    mentor_said_at = models.DateTimeField(null=True, blank=True)
    planned_weeks = models.PositiveSmallIntegerField(default=26, help_text=_("How long it is meant to last."))
    ends_on = models.DateField(null=True, blank=True, help_text=_("The last day, when both were told of it."))
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by",
        help_text=_("The match with a mentor inside, which this one with a mentor outside takes over from."),
    )  # fmt: skip
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    pause_reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)

    objects = MatchQuerySet.as_manager()
    scope = Scope(Permission.MATCH_VIEW, parties=("mentor",), made_in="made_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "mentor"], condition=~Q(status="ended"), name="one_live_match_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False) | (~Q(status="ended") & Q(ended_at=None)),
                name="match_ended_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["active", "paused"]) | Q(started_at__isnull=False),
                name="match_started_says_when",
            ),
        ]
        indexes = [models.Index(fields=["mentor"], condition=~Q(status="ended"), name="live_matches_of_mentor")]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.proposed_at:%d %b %Y}"

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE

    @property
    def is_ended(self) -> bool:
        return self.status == self.Status.ENDED

    @property
    def is_agreed(self) -> bool:
        """Whether both said yes."""
        return self.person_says == self.mentor_says == self.Says.YES

    @property
    def planned_until_on(self) -> date | None:
        """Until when it is meant to last; None before it starts."""
        return (self.started_at + timedelta(weeks=self.planned_weeks)).date() if self.started_at else None

    @property
    def since(self) -> datetime:
        """Since when it is as it is."""
        return self.ended_at or self.paused_at or self.started_at or self.proposed_at

    def get_interests_display(self) -> list[str]:
        return labels(Interest, self.interests)

    def get_help_wanted_display(self) -> list[str]:
        return labels(Help, self.help_wanted)

    def get_languages_display(self) -> list[str]:
        return labels(Language, self.languages)

    def get_free_times_display(self) -> list[str]:
        return labels(FreeTime, self.free_times)
