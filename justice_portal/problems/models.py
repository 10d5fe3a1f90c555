""" "Something is wrong": what a reader tells us, and what comes of it."""

from django.conf import settings
from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.grants import Role
from justice_portal.keys import uuid7


class ProblemQuerySet(ScopedQuerySet):
    def open(self) -> "ProblemQuerySet":
        return self.exclude(status=Problem.Status.ANSWERED)

    def by_need(self) -> "ProblemQuerySet":
        """Whoever does not feel safe first, then who has waited longest."""
        urgency = Case(When(kind=Problem.Kind.UNSAFE, then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.order_by(urgency, "told_at", "id")

    def for_list(self) -> "ProblemQuerySet":
        return self.select_related("told_by", "person", "made_in", "unit", "taken_by", "answered_by")


class Problem(models.Model):
    """Something that is wrong, told by someone who signed in, until a human has answered it.

    A problem follows the person, so that whoever looks after them sees it. One about how someone was treated does not:
    it belongs to the place or the delivery unit, and only its managers and safer custody see it.
    """

    class Kind(models.TextChoices):
        TABLET = "tablet", _("The tablet does not work")
        ABOUT_ME = "about_me", _("Something here is wrong about me")
        UNSAFE = "unsafe", _("I do not feel safe")
        TREATED_BADLY = "treated_badly", _("Someone treated me badly")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        NEW = "new", _("Sent")
        LOOKING = "looking", _("Someone is looking at it")
        ANSWERED = "answered", _("Answered")

    MOVES = {Status.NEW: {Status.LOOKING, Status.ANSWERED}, Status.LOOKING: {Status.ANSWERED}, Status.ANSWERED: set()}

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.TextField(max_length=1000, blank=True)
    page = models.CharField(max_length=200, blank=True, help_text=_("The page it was told from."))
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="problems_told")
    told_at = models.DateTimeField(default=clock.now)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, null=True, blank=True, related_name="problems")
    place = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="problems"
    )
    unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="problems"
    )
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="problems_taken"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="problems_answered"
    )
    answered_as = models.CharField(max_length=20, choices=Role.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProblemQuerySet.as_manager()
    scope = Scope(
        Permission.PROBLEM_VIEW,
        place="place",
        unit="unit",
        parties=("told_by",),
        made_in="made_in",
        party_view=Permission.PROBLEM_TELL,
    )

    class Meta:
        ordering = ["-told_at", "-id"]
        indexes = [models.Index(fields=["status", "told_at"], name="problems_by_status")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("problems:problem", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status != self.Status.ANSWERED
