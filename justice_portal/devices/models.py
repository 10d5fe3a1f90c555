"""Devices: the tablets of an establishment, and whether each one opens the door."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7


class DeviceQuerySet(ScopedQuerySet):
    def in_use(self) -> "DeviceQuerySet":
        """Those that open the door."""
        return self.filter(status=Device.Status.IN_USE)

    def for_list(self) -> "DeviceQuerySet":
        return self.select_related("wing", "establishment")

    def locked(self, device: "Device") -> "Device":
        """The row as it is now, held until the transaction ends."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=device.pk)


class Device(models.Model):
    """A tablet of an establishment. Its key, or certificate, is known only to it: here there is a hash."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waits to be set up")
        IN_USE = "in_use", _("In use")
        LOST = "lost", _("Lost")
        REVOKED = "revoked", _("Switched off for good")
        SWAPPED = "swapped", _("Swapped for another")

    class Kind(models.TextChoices):
        SHARED = "shared", _("Shared on the wing")
        IN_CELL = "in_cell", _("In a cell")

    #: A device that was lost may be found. What was switched off or swapped never comes back: it is enrolled anew.
    MOVES = {
        Status.WAITING: {Status.IN_USE, Status.REVOKED},
        Status.IN_USE: {Status.LOST, Status.REVOKED, Status.SWAPPED},
        Status.LOST: {Status.IN_USE, Status.REVOKED, Status.SWAPPED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    label = models.CharField(_("Name on the tablet"), max_length=20)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="devices")
    wing = models.ForeignKey("justice_portal.Wing", models.PROTECT, related_name="devices")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SHARED)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    holder = models.ForeignKey(
        "justice_portal.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="devices",
        help_text=_("Who has it."),
    )
    key_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    enrolled_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True, help_text=_("When it last opened a page."))
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="swapped_for", help_text=_("The one it replaces.")
    )

    objects = DeviceQuerySet.as_manager()
    scope = Scope(Permission.DEVICE_VIEW, person=None, place="establishment")
    history = Kept(hidden=("key_hash", "code_hash"), ignored=("heard_at",))

    class Meta:
        ordering = ["wing__code", "label"]
        constraints = [
            models.UniqueConstraint(fields=["establishment", "label"], name="device_label_once_in_a_prison"),
            models.CheckConstraint(
                condition=~Q(status="in_use") | Q(key_hash__isnull=False), name="device_in_use_has_a_key"
            ),
        ]
        indexes = [models.Index(fields=["establishment", "status"], name="devices_of_a_prison")]

    def __str__(self) -> str:
        return self.label
