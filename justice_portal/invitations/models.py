"""Invitations: how staff and mentors get an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.grants import Reach, Role
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7


class InvitationQuerySet(ScopedQuerySet):
    def open(self) -> "InvitationQuerySet":
        """Those that still let somebody in."""
        return self.filter(taken_at=None, withdrawn_at=None, ends_at__gt=clock.now())


class Invitation(models.Model):
    """Lets whoever reads one email open one account, with one role in one place; once, and not for long (T16)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    email = models.EmailField(max_length=60, help_text=_("It is the user name too."))
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    reach = models.CharField(max_length=20, choices=Reach.choices)
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()
    scope = Scope(Permission.ACCOUNT_INVITE, person=None, place="establishment", unit="delivery_unit")
    history = Kept(hidden=("secret_hash",))

    class Meta:
        ordering = ["-approved_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_taken_or_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(establishment__isnull=False) | Q(delivery_unit__isnull=False), name="invitation_names_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("invitations:invitation", args=[self.pk])

    @property
    def place(self) -> object:
        return self.establishment or self.delivery_unit

    @property
    def is_open(self) -> bool:
        return self.taken_at is None and self.withdrawn_at is None and self.ends_at > clock.now()
