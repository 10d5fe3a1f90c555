"""Reviews of the plan: when the next one is due, by the time that is left to serve, and what each one said.

The windows are rules with a first day, kept as rows: policy changes, and what was told stays true.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class ReviewRuleQuerySet(ScopedQuerySet):
    def in_force(self, day: date) -> "dict[str, ReviewRule]":
        """Of each code the newest rule that has begun by that day."""
        begun = self.filter(in_force_from_on__lte=day).order_by("in_force_from_on")
        return {rule.code: rule for rule in begun}


class ReviewRule(models.Model):
    """One window: from when until when a review is due, counted from the day that it is worked out on.

    A window ends after due_months and due_days, or so many days before release where that is said. Without either
    there is no review. Codes of exemptions hold in due_days what is added when the exemption ends.
    """

    class Code(models.TextChoices):
        TO_3_MONTHS = "to_3_months", _("Up to 3 months left")
        TO_3_MONTHS_7_DAYS = "to_3_months_7_days", _("3 months to 3 months and 7 days left")
        TO_6_MONTHS = "to_6_months", _("Up to 6 months left")
        TO_12_MONTHS = "to_12_months", _("6 to 12 months left")
        UNSENTENCED = "unsentenced", _("On remand or unsentenced")
        TO_60_MONTHS = "to_60_months", _("12 to 60 months left")
        LONGER = "longer", _("More than 60 months left")
        INDETERMINATE = "indeterminate", _("No release date")
        MOVED = "moved", _("After a transfer or a return")
        EXEMPTION = "exemption", _("When an exemption ends")
        EXCLUSION = "exclusion", _("When an exclusion ends")

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=20, choices=Code.choices)
    in_force_from_on = models.DateField(default=clock.today)
    opens_months = models.PositiveSmallIntegerField(default=0)
    due_months = models.PositiveSmallIntegerField(default=0)
    due_days = models.PositiveSmallIntegerField(default=0)
    due_days_before_release = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)

    objects = ReviewRuleQuerySet.as_manager()
    scope = Reference()

    class Meta:
        ordering = ["code", "in_force_from_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "in_force_from_on"], name="one_review_rule_a_day"),
        ]

    def __str__(self) -> str:
        return self.get_code_display()

    @property
    def has_review(self) -> bool:
        return bool(self.due_months or self.due_days or self.due_days_before_release)


class ReviewDueQuerySet(ScopedQuerySet):
    def live(self) -> "ReviewDueQuerySet":
        return self.filter(status__in=ReviewDue.LIVE)


class ReviewDue(models.Model):
    """The next review of one person: its window, and how it ended."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Due")
        EXEMPT = "exempt", _("Put off")
        DONE = "done", _("Done")
        REPLACED = "replaced", _("Replaced")
        STOPPED = "stopped", _("Not needed now")

    class Exemption(models.TextChoices):
        DEPENDENCY = "dependency", _("Drug or alcohol dependency")
        HEALTH = "health", _("Other health reasons")
        SAFETY = "safety", _("Safety of the person")
        REGIME = "regime", _("Regime of the prison")
        RISK_TO_STAFF = "risk_to_staff", _("Risk to staff")
        NOT_ENGAGED = "not_engaged", _("The person did not take part")
        ABSCONDED = "absconded", _("Escaped or absconded")
        STAFF_MOVED = "staff_moved", _("Staff were needed elsewhere")
        SECURITY = "security", _("Operation or security")
        TECHNICAL = "technical", _("A technical fault")

    #: Those that are no fault of anybody and last: they add more time than the others.
    EXCLUSIONS = frozenset(
        {Exemption.DEPENDENCY, Exemption.HEALTH, Exemption.SAFETY, Exemption.REGIME, Exemption.RISK_TO_STAFF}
    )
    LIVE = (Status.SCHEDULED, Status.EXEMPT)
    MOVES = {
        Status.SCHEDULED: {Status.EXEMPT, Status.DONE, Status.REPLACED, Status.STOPPED},
        Status.EXEMPT: {Status.SCHEDULED, Status.DONE, Status.REPLACED, Status.STOPPED},
        Status.DONE: set[str](),
        Status.REPLACED: set[str](),
        Status.STOPPED: set[str](),
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="reviews_due")
    rule = models.CharField(max_length=20, choices=ReviewRule.Code.choices)
    opens_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SCHEDULED)
    exemption = models.CharField(max_length=15, choices=Exemption.choices, blank=True)
    exempt_from_on = models.DateField(null=True, blank=True)
    exempt_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReviewDueQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, made_in="made_in")
    comes_with_a_record = True

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(status__in=["scheduled", "exempt"]), name="one_review_due_a_person"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=models.F("due_on")), name="a_review_opens_before_it_is_due"
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def person_url(self) -> str:
        return reverse("reviews:for-person", args=[self.person_id])

    @property
    def is_late(self) -> bool:
        return self.status == self.Status.SCHEDULED and self.due_on < clock.today()


class Review(models.Model):
    """A review that was held: what was said, for both to read."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="reviews")
    due = models.ForeignKey(ReviewDue, models.PROTECT, null=True, blank=True, related_name="reviews")
    held_on = models.DateField()
    words = models.CharField(max_length=1000)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return str(self.held_on)

    def get_absolute_url(self) -> str:
        return reverse("reviews:for-person", args=[self.person_id])
