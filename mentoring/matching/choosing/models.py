"""What a person wants of a mentor, and since when they wait for one."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from mentoring.matching.models import Match
from mentoring.mentors.choices import FreeTime, Help, Interest, Language, Limit, Way
from mentoring.mentors.models import labels

#: What a mentor is told of a wish (T52). All else in it is for staff, who plan with it.
TOLD = ("help_wanted", "interests", "languages", "free_times")


class WishQuerySet(ScopedQuerySet):
    def waiting(self) -> "WishQuerySet":
        """Who waits for a mentor, the longest first."""
        return self.filter(asked_at__isnull=False).order_by("asked_at", "id")

    def with_asked(self) -> "WishQuerySet":
        """is_asked: whether a mentor is proposed to them now."""
        proposed = Match.objects.filter(person=OuterRef("person"), status=Match.Status.PROPOSED)
        return self.annotate(is_asked=Exists(proposed))


class Wish(models.Model):
    """What a person wants of a mentor, ticked by themselves. It waits until a match starts, or until they take it back."""

    #: When two records turn out to be one person, the words of the record that is kept stand.
    one_for_each = "person"

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.OneToOneField("justice_portal.Person", models.PROTECT, related_name="mentor_wish")
    help_wanted = ArrayField(models.CharField(max_length=20, choices=Help.choices), default=list)
    interests = ArrayField(models.CharField(max_length=20, choices=Interest.choices), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=5, choices=Language.choices), default=list)
    free_times = ArrayField(models.CharField(max_length=10, choices=FreeTime.choices), default=list, blank=True)
    ways = ArrayField(models.CharField(max_length=10, choices=Way.choices), default=list, blank=True)
    limits = ArrayField(models.CharField(max_length=10, choices=Limit.choices), default=list, blank=True)
    area = models.ForeignKey("justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = WishQuerySet.as_manager()
    scope = Scope(Permission.MATCH_VIEW, made_in="made_in")

    class Meta:
        indexes = [
            models.Index(fields=["asked_at", "id"], condition=Q(asked_at__isnull=False), name="wishes_that_wait")
        ]

    def __str__(self) -> str:
        return f"{self.changed_at:%d %b %Y}"

    @property
    def told(self) -> dict[str, Any]:
        """What goes into a match, for the mentor to read."""
        return {name: getattr(self, name) for name in TOLD}

    @property
    def days(self) -> int:
        """For how many days they wait."""
        return (clock.now() - self.asked_at) // timedelta(days=1) if self.asked_at else 0

    def get_help_wanted_display(self) -> list[str]:
        return labels(Help, self.help_wanted)

    def get_interests_display(self) -> list[str]:
        return labels(Interest, self.interests)

    def get_languages_display(self) -> list[str]:
        return labels(Language, self.languages)

    def get_free_times_display(self) -> list[str]:
        return labels(FreeTime, self.free_times)

    def get_ways_display(self) -> list[str]:
        return labels(Way, self.ways)

    def get_limits_display(self) -> list[str]:
        return labels(Limit, self.limits)
