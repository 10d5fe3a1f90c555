"""Changes that one person alone cannot make: asked for by one, made when another agrees."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

if TYPE_CHECKING:
    from justice_portal.changes.kinds import ChangeKind


class PendingChangeQuerySet(ScopedQuerySet):
    def waiting(self) -> "PendingChangeQuerySet":
        return self.filter(status=PendingChange.Status.WAITING, ends_at__gt=clock.now())

    def waiting_first(self) -> "PendingChangeQuerySet":
        waits = Case(When(status=PendingChange.Status.WAITING, then=0), default=1)
        return self.order_by(waits, "-asked_at", "-id")


class PendingChange(models.Model):
    """A change of rights or of rules that waits for a second person. What it will do is in `data`, by its kind."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waits for a second person")
        APPROVED = "approved", _("Made")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Taken back")

    MOVES = {Status.WAITING: {Status.APPROVED, Status.REFUSED, Status.WITHDRAWN}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    about_id = models.CharField(max_length=40, blank=True, help_text=_("The row that it changes, where there is one."))
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = PendingChangeQuerySet.as_manager()
    scope = Scope(
        Permission.CHANGE_VIEW,
        person=None,
        place="establishment",
        unit="delivery_unit",
        parties=("asked_by",),
        party_view=Permission.EXPORT_LARGE,
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="approved") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="change_made_by_a_second_person",
            ),
            models.UniqueConstraint(
                fields=["kind", "data", "about_id"], condition=Q(status="waiting"), name="one_waiting_change_of_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["status", "-asked_at"], name="changes_by_status")]

    def __str__(self) -> str:
        return str(self.says.title)

    def get_absolute_url(self) -> str:
        return reverse("changes:change", args=[self.pk])

    @property
    def says(self) -> "ChangeKind":
        from justice_portal.changes.kinds import KINDS  # noqa: PLC0415

        return KINDS[self.kind]

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING and self.ends_at > clock.now()
