"""PINs of people in prison, and the codes with which they choose one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.grants import Role
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7


class Pin(models.Model):
    """The PIN of a person: numbers or pictures that only they know. Kept as an Argon2id hash; staff never set one."""

    class Kind(models.TextChoices):
        NUMBERS = "numbers", _("Numbers")
        PICTURES = "pictures", _("Pictures")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="pin")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    secret = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=clock.now)
    set_on = models.ForeignKey("justice_portal.Device", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PIN_START, person="user__person", parties=("user",), party_view=Permission.OWN_SETTINGS)
    history = Kept(hidden=("secret",))

    class Meta:
        verbose_name = "PIN"

    def __str__(self) -> str:
        return f"PIN of {self.user_id}"


class PinCodeQuerySet(ScopedQuerySet):
    def waiting(self) -> "PinCodeQuerySet":
        """Those that open the page to choose a PIN, now."""
        return self.filter(status=PinCode.Status.WAITING, ends_at__gt=clock.now())


class PinCode(models.Model):
    """A code that staff printed so that a person chooses a PIN: works once, for half an hour, on tablets of one wing."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Not used yet")
        USED = "used", _("Used")
        REPLACED = "replaced", _("Another code took its place")

    MOVES = {Status.WAITING: {Status.USED, Status.REPLACED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.CASCADE, related_name="pin_codes")
    wing = models.ForeignKey("justice_portal.Wing", models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64)
    is_first = models.BooleanField(help_text=_("The person had no PIN yet."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_role = models.CharField(
        max_length=20, choices=Role.choices, help_text=_("The role in which it was started.")
    )
    started_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_on = models.ForeignKey("justice_portal.Device", models.PROTECT, null=True, blank=True, related_name="+")

    objects = PinCodeQuerySet.as_manager()
    scope = Scope(Permission.PIN_START, parties=("person__user",), party_view=Permission.OWN_SETTINGS)
    comes_with_a_record = True
    history = Kept(hidden=("code_hash",))

    class Meta:
        verbose_name = _("PIN code")
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(status="waiting"), name="one_pin_code_waits_for_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"PIN code of {self.started_at:%Y-%m-%d %H:%M}"
