"""How a prison checks messages: when they go on, how soon they are decided, how long staff may see them. Data, not code."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.prepared import prepared


def within_bounds(least: int, most: int) -> list[Any]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class MessagePolicy(models.Model):
    """What one prison has decided about its messages; where nobody has, what stands here. Changed by two people."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.OneToOneField("justice_portal.Establishment", models.PROTECT, related_name="message_policy")
    holds_all = models.BooleanField(_("Every message is read first"), default=False)
    decide_hours = models.PositiveSmallIntegerField(
        _("Hours until a held message is decided"), default=24, validators=within_bounds(1, 72)
    )
    opens_at = models.TimeField(
        _("Messages go on from"), null=True, blank=True, help_text=_("Leave both empty when they go on at any time.")
    )
    closes_at = models.TimeField(_("Messages go on until"), null=True, blank=True)
    most_a_day = models.PositiveSmallIntegerField(
        _("Messages of one writer in one talk that go on at once in a day"),
        default=60,
        validators=within_bounds(5, 500),
    )
    recheck_percent = models.PositiveSmallIntegerField(
        _("Of a hundred decisions, so many are checked again"), default=5, validators=within_bounds(5, 100)
    )
    sight_days = models.PositiveSmallIntegerField(
        _("Days that staff may see the words"), default=92, validators=within_bounds(28, 366)
    )
    holds_staff = models.BooleanField(
        _("What a rule finds in messages with staff waits too"),
        default=True,
        help_text=_("If not, they go on at once. Those of a person with an alert still wait."),
    )
    names_staff = models.BooleanField(
        _("People see who answered for a department"),
        default=False,
        help_text=_("If not, they see only the name of the department."),
    )
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_POLICY, person=None, place="establishment")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="message_hours_are_both_or_none",
            ),
            models.CheckConstraint(
                condition=Q(
                    decide_hours__range=(1, 72),
                    most_a_day__range=(5, 500),
                    recheck_percent__range=(5, 100),
                    sight_days__range=(28, 366),
                ),
                name="message_policy_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.changed_at:%d %b %Y}"

    def checks(self, place: UUID | None, *, is_staffed: bool) -> bool:
        """Whether messages of this place are looked through. Of no place are those of people outside and their officers."""
        return place is not None and (self.holds_staff or not is_staffed)

    def goes_on_at(self, moment: datetime) -> datetime | None:
        """When a message of this moment goes on, if not at once (T51): by the clock on the wall in London."""
        if self.opens_at is None or self.closes_at is None:
            return None
        here = moment.astimezone(clock.LONDON)
        if self.opens_at <= here.time() < self.closes_at:
            return None
        day = here.date() if here.time() < self.opens_at else here.date() + timedelta(days=1)
        return datetime.combine(day, self.opens_at, clock.LONDON)

    def due_from(self, moment: datetime) -> datetime:
        """By when somebody decides about a message that was held at this moment."""
        return moment + timedelta(hours=self.decide_hours)


#: What is changed with a second person, in the order of the page.
CHANGED = (
    "holds_all", "decide_hours", "opens_at", "closes_at", "most_a_day", "recheck_percent", "sight_days",
    "holds_staff", "names_staff",
)  # fmt: skip
DAY, NIGHT = time(7), time(23)


@prepared
def policies_of(place: UUID) -> QuerySet[MessagePolicy]:
    return MessagePolicy.objects.filter(establishment=place)


def policy_of(place: UUID | None) -> MessagePolicy:
    """What holds in a prison now."""
    return (policies_of.first(place) if place else None) or MessagePolicy(establishment_id=place)


def as_text(value: Any) -> Any:
    """A value as it is kept with a change that waits."""
    return value.strftime("%H:%M") if isinstance(value, time) else value


#: An authorisation is for so long at most; then another one is asked for.
LONGEST = timedelta(days=92)


class AuthorityQuerySet(ScopedQuerySet):
    def live(self) -> "AuthorityQuerySet":
        """Those by which messages may be read today. One whose day of review has passed without a review is none."""
        today = clock.today()
        return self.filter(ended_at=None, starts_on__lte=today, until_on__gte=today, review_on__gte=today)

    def to_review(self) -> "AuthorityQuerySet":
        """Live ones whose review is a week away or less."""
        return self.live().filter(review_on__lte=clock.today() + timedelta(days=7))


class ReadingAuthority(models.Model):
    """By which somebody may read messages that wait, in one prison: who, why, until when, and when it is looked at again."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    starts_on = models.DateField(default=clock.today)
    until_on = models.DateField()
    review_on = models.DateField()
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AuthorityQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_POLICY, person=None, place="establishment")

    class Meta:
        ordering = ["-until_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gte=F("starts_on"), review_on__lte=F("until_on")),
                name="authority_is_reviewed_before_its_end",
            ),
            models.CheckConstraint(condition=~Q(given_by=F("holder")), name="authority_is_given_by_another"),
        ]
        indexes = [
            models.Index(fields=["holder", "establishment"], condition=Q(ended_at=None), name="authorities_of_holder")
        ]

    def __str__(self) -> str:
        return f"{self.until_on:%d %b %Y}"

    @property
    def is_live(self) -> bool:
        today = clock.today()
        return self.ended_at is None and self.starts_on <= today <= min(self.until_on, self.review_on)


def may_read(user: Any, place: str) -> Exists:
    """Whether user may read messages in the place that this path leads to, today: for a filter."""
    return Exists(ReadingAuthority.objects.live().filter(holder=user.pk, establishment=OuterRef(place)))
