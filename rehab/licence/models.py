"""The licence: conditions of a version of the national policy, its own inputs, and what the person did with it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class PolicyVersionQuerySet(ScopedQuerySet):
    def newest(self) -> "PolicyVersion | None":
        return self.order_by("-rank").first()


class PolicyVersion(models.Model):
    """One version of the national policy of licence conditions. Never changed once loaded."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.CharField(max_length=8, unique=True)
    rank = models.PositiveIntegerField(unique=True, help_text=_("The number as one that can be compared."))
    content = models.JSONField()
    conditions = models.PositiveIntegerField()
    loaded_at = models.DateTimeField(default=clock.now)

    objects = PolicyVersionQuerySet.as_manager()
    scope = Reference()

    class Meta:
        ordering = ["-rank"]

    def __str__(self) -> str:
        return self.number

    def standard(self, kind: str) -> list[dict[str, Any]]:
        return list(self.content["standardConditions"].get(kind, []))

    def additional(self, kind: str) -> list[dict[str, Any]]:
        return list(self.content["additionalConditions"].get(kind, []))

    def entry(self, kind: str, code: str) -> dict[str, Any] | None:
        """The condition with this code, standard or additional."""
        return next((one for one in [*self.standard(kind), *self.additional(kind)] if one["code"] == code), None)


#: What of a licence its writers fill in, beside the conditions.
DETAILS = ("starts_on", "ends_on", "dates_source", "ask_name", "ask_phone")


class LicenceQuerySet(ScopedQuerySet):
    def live(self) -> "LicenceQuerySet":
        return self.filter(status=Licence.Status.LIVE)

    def told(self) -> "LicenceQuerySet":
        """What the person may know of: no drafts."""
        return self.exclude(status=Licence.Status.DRAFT)


class Licence(models.Model):
    """One version of a person's licence. A change makes the next version; the one before stays as it was."""

    class Kind(models.TextChoices):
        AP = "AP", _("Licence")
        PSS = "PSS", _("Post-sentence supervision")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Being written")
        LIVE = "live", _("In force")
        ENDED = "ended", _("Ended")

    MOVES = {Status.DRAFT: {Status.LIVE, Status.ENDED}, Status.LIVE: {Status.ENDED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="licences")
    kind = models.CharField(max_length=3, choices=Kind.choices, default=Kind.AP)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="licences")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=5, choices=Status.choices, default=Status.DRAFT)
    starts_on = models.DateField()
    ends_on = models.DateField()
    dates_source = models.CharField(max_length=80)
    ask_name = models.CharField(max_length=80)
    ask_phone = models.CharField(max_length=20)
    started_at = models.DateTimeField(default=clock.now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    live_at = models.DateTimeField(null=True, blank=True)
    live_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = LicenceQuerySet.as_manager()
    scope = Scope(
        Permission.LICENCE_VIEW, made_in="made_in", parties=("person__user",), party_view=Permission.LICENCE_OWN
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(status="live"), name="one_live_licence"),
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(status="draft"), name="one_licence_draft"),
            models.UniqueConstraint(fields=["person", "kind", "number"], name="licence_numbers_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="licence_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["status", "policy"], name="licences_by_policy")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("licence:licence", args=[self.pk])

    @property
    def details(self) -> dict[str, Any]:
        """Dates, where they come from, and who to ask."""
        return {name: getattr(self, name) for name in DETAILS}

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_live(self) -> bool:
        return self.status == self.Status.LIVE


class LicenceConditionQuerySet(ScopedQuerySet):
    def in_force(self) -> "LicenceConditionQuerySet":
        """What counts: a condition that is in no list counts once a second person agreed."""
        return self.filter(status=LicenceCondition.Status.AGREED)


class LicenceCondition(models.Model):
    """One condition of a licence. Its words never say whom it protects: see rehab.care.victims."""

    class Kind(models.TextChoices):
        STANDARD = "standard", _("Standard")
        ADDITIONAL = "additional", _("Additional")
        BESPOKE = "bespoke", _("Bespoke")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waits for approval")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("Not approved")

    MOVES = {Status.WAITING: {Status.AGREED, Status.REFUSED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    licence = models.ForeignKey(Licence, models.CASCADE, related_name="conditions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField()
    text = models.TextField()
    inputs = models.JSONField(default=dict, blank=True)
    own_words = models.CharField(max_length=300, blank=True, help_text=_("The same in plain words, for the person."))
    area = models.JSONField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.AGREED)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LicenceConditionQuerySet.as_manager()
    scope = Scope(
        Permission.LICENCE_VIEW,
        person="licence__person",
        made_in="licence__made_in",
        parties=("licence__person__user",),
        party_view=Permission.LICENCE_OWN,
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="bespoke", status="agreed") | Q(decided_by__isnull=False),
                name="bespoke_is_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("added_by")), name="bespoke_is_agreed_by_another"
            ),
            models.CheckConstraint(condition=Q(kind="bespoke") | ~Q(code=""), name="policy_conditions_have_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"

    @property
    def person_id(self) -> object:
        return self.licence.person_id


class ConditionChange(models.Model):
    """What a newer policy does to one condition of a live licence, for staff to settle."""

    class Kind(models.TextChoices):
        REMOVED = "removed", _("Removed")
        REPLACED = "replaced", _("Replaced")
        REWORDED = "reworded", _("Reworded")

    class Status(models.TextChoices):
        OPEN = "open", _("To look at")
        KEPT = "kept", _("Stays as it is")
        CHANGED = "changed", _("In the new version")

    MOVES = {Status.OPEN: {Status.KEPT, Status.CHANGED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    condition = models.ForeignKey(LicenceCondition, models.CASCADE, related_name="changes")
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    replacements = models.JSONField(default=list, blank=True, help_text=_("Codes of what stands in for it."))
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.OPEN)
    found_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LICENCE_VIEW, person="condition__licence__person", made_in="condition__licence__made_in")

    class Meta:
        ordering = ["found_at", "id"]
        constraints = [models.UniqueConstraint(fields=["condition", "policy"], name="condition_change_once")]
        indexes = [models.Index(fields=["status"], name="condition_changes_open", condition=Q(status="open"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in {self.policy_id}"

    @property
    def person_id(self) -> object:
        return self.condition.licence.person_id
