"""While a match runs: the goals that the two agree on, and the reviews in which both say how it goes."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope
from justice_portal.keys import uuid7
from mentoring.matching.models import Match, MatchedQuerySet
from mentoring.mentors.choices import Goal

#: Whoever is asked of a review hears of it so many days before.
TOLD_BEFORE = timedelta(days=7)


class OfMatchQuerySet(MatchedQuerySet):
    to_match = "match__"


class MatchGoal(models.Model):
    """One thing that a person and their mentor want to get done. It counts when both said so; fixed choices only (T52)."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Waits for a yes")
        AGREED = "agreed", _("Agreed")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not now")

    MOVES = {
        Status.ASKED: {Status.AGREED, Status.DROPPED},
        Status.AGREED: {Status.DONE, Status.DROPPED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    match = models.ForeignKey(Match, models.CASCADE, related_name="goals")
    goal = models.CharField(max_length=20, choices=Goal.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(null=True, blank=True)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfMatchQuerySet.as_manager()
    scope = Scope(Permission.MATCH_VIEW, person="match__person", parties=("match__mentor",))

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "goal"], condition=Q(status__in=["asked", "agreed"]), name="one_open_goal_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return self.get_goal_display()

    @property
    def person_id(self) -> UUID:
        """Whom it is about, for what is recorded of it."""
        return self.match.person_id

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.ASKED, self.Status.AGREED}


class ReviewQuerySet(OfMatchQuerySet):
    def due(self) -> "ReviewQuerySet":
        """Reviews that nobody has held, of matches that run or pause, with the day near or past; the oldest first."""
        live = Q(match__status__in=[Match.Status.ACTIVE, Match.Status.PAUSED])
        near = Q(due_on__lte=clock.today() + TOLD_BEFORE)
        return self.filter(live & near, held_at=None).order_by("due_on", "id")


class MatchReview(models.Model):
    """How the mentoring goes: both say it in their own words, and staff write what comes of it."""

    class Kind(models.TextChoices):
        WEEK_6 = "week_6", _("After 6 weeks")
        WEEK_12 = "week_12", _("After 12 weeks")
        WEEK_26 = "week_26", _("After 26 weeks")
        ENDING = "ending", _("At the end")

    class Outcome(models.TextChoices):
        GOES_ON = "goes_on", _("It goes on as it is")
        CHANGES = "changes", _("It goes on with changes")
        ENDS = "ends", _("It comes to an end")

    id = models.UUIDField(primary_key=True, default=uuid7)
    match = models.ForeignKey(Match, models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    due_on = models.DateField()
    told_at = models.DateTimeField(null=True, blank=True)
    person_words = models.CharField(max_length=500, blank=True, help_text=_("For staff; the mentor does not read it."))
    person_said_at = models.DateTimeField(null=True, blank=True)
    mentor_words = models.CharField(max_length=500, blank=True, help_text=_("For staff; the person does not read it."))
    mentor_said_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    summary = models.CharField(max_length=500, blank=True, help_text=_("What staff say about it to the person."))
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReviewQuerySet.as_manager()
    scope = Scope(Permission.MATCH_VIEW, person="match__person", parties=("match__mentor",))

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "kind"], condition=Q(held_at=None), name="one_open_review_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(held_at=None, outcome="") | (Q(held_at__isnull=False) & ~Q(outcome="")),
                name="review_held_says_what_came_of_it",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(held_at=None), name="reviews_that_are_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on:%d %b %Y}"

    @property
    def person_id(self) -> UUID:
        """Whom it is about, for what is recorded of it."""
        return self.match.person_id

    @property
    def is_late(self) -> bool:
        return self.held_at is None and self.due_on < clock.today()


#: After so many weeks each review is due.
WEEKS = {MatchReview.Kind.WEEK_6: 6, MatchReview.Kind.WEEK_12: 12, MatchReview.Kind.WEEK_26: 26}
