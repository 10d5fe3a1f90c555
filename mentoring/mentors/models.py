"""Mentors: who they are, what they can help with, and until when they are vetted."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Role, Scope, ScopedQuerySet
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.keys import uuid7
from mentoring.mentors.choices import FreeTime, Help, Interest, Language, Limit, Way


class MentorQuerySet(ScopedQuerySet):
    def vetted(self) -> "MentorQuerySet":
        """Mentors whose vetting still runs: it ends at midnight in London after its last day (T53)."""
        return self.filter(vetted_until_on__gte=clock.today())

    def cleared_for_under_18(self) -> "MentorQuerySet":
        """Mentors who may mentor somebody under 18 (T54)."""
        return self.filter(under_18_until_on__gte=clock.today())

    def for_list(self) -> "MentorQuerySet":
        """Everything the list of mentors shows, in one query."""
        live = models.Q(user__matches__status__in=["active", "paused"])
        return self.select_related("user", "establishment").annotate(
            live_matches=models.Count("user__matches", filter=live)
        )


class Mentor(models.Model):
    """A volunteer or peer who mentors people of one prison, as long as the vetting lasts."""

    class Kind(models.TextChoices):
        VOLUNTEER = "volunteer", _("Volunteer from outside")
        PEER = "peer", _("Peer mentor")

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentor")
    establishment = models.ForeignKey(
        "justice_portal.Establishment",
        models.PROTECT,
        related_name="mentors",
        help_text=_("The prison that vetted this mentor and looks after them."),
    )
    called = models.CharField(max_length=40, help_text=_("The name that people see, such as a first name."))
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.VOLUNTEER)
    languages = ArrayField(models.CharField(max_length=5, choices=Language.choices), default=list)
    interests = ArrayField(models.CharField(max_length=20, choices=Interest.choices), default=list, blank=True)
    helps_with = ArrayField(models.CharField(max_length=20, choices=Help.choices), default=list, blank=True)
    free_times = ArrayField(models.CharField(max_length=10, choices=FreeTime.choices), default=list, blank=True)
    ways = ArrayField(models.CharField(max_length=10, choices=Way.choices), default=list, blank=True)
    limits = ArrayField(models.CharField(max_length=10, choices=Limit.choices), default=list, blank=True)
    area = models.ForeignKey(
        "justice_portal.DeliveryUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where they can meet people outside. For staff only."),
    )
    most_people = models.PositiveSmallIntegerField(default=2, help_text=_("How many people they mentor at once."))
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The worker who looks after this mentor."),
    )
    vetted_until_on = models.DateField(help_text=_("The last day that the vetting covers."))
    under_18_until_on = models.DateField(
        null=True, blank=True, help_text=_("The last day that they may mentor somebody under 18.")
    )
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = MentorQuerySet.as_manager()
    scope = Scope(Permission.MATCH_VIEW, person=None, place="establishment", parties=("user", "supervisor"))

    class Meta:
        ordering = ["user__name", "id"]
        indexes = [models.Index(fields=["establishment", "vetted_until_on"], name="mentors_by_place")]

    def __str__(self) -> str:
        return str(self.user)

    def get_absolute_url(self) -> str:
        return reverse("mentors:mentor", args=[self.pk])

    @staticmethod
    def account(username: str) -> User | None:
        """The account of that name, if it holds the mentor's role now."""
        held = RoleHeld.objects.live().filter(role=Role.MENTOR, user__username__iexact=username).select_related("user")
        first = held.first()
        return first.user if first else None

    @property
    def is_vetted(self) -> bool:
        return self.vetted_until_on >= clock.today()

    @property
    def vetting_days_left(self) -> int:
        return (self.vetted_until_on - clock.today()).days

    def get_languages_display(self) -> list[str]:
        return labels(Language, self.languages)

    def get_interests_display(self) -> list[str]:
        return labels(Interest, self.interests)

    def get_helps_with_display(self) -> list[str]:
        return labels(Help, self.helps_with)

    def get_free_times_display(self) -> list[str]:
        return labels(FreeTime, self.free_times)

    def get_ways_display(self) -> list[str]:
        return labels(Way, self.ways)


def labels(choices: type[models.TextChoices], values: list[str]) -> list[str]:
    """The words for stored values, in the order of the choices; a value that is no longer a choice is left out."""
    return [str(label) for value, label in choices.choices if value in set(values)]
