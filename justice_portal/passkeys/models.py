"""Passkeys: the public halves of keys that never leave the phone or computer of their user."""

from typing import Any

from django.conf import settings
from django.db import models

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7


class Passkey(models.Model):
    """One key. For staff and mentors it is both factors at once, or the second; for people on probation it is a way in.

    authenticator: the row by which allauth knows that this user has a second factor. Both go together.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    authenticator = models.OneToOneField("mfa.Authenticator", models.CASCADE, related_name="passkey")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.OWN_SETTINGS, person=None, parties=("user",))
    history = Kept(ignored=("sign_count", "used_at"), hidden=("credential_id", "public_key"))

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return f"passkey since {self.added_at:%Y-%m-%d}"

    def count_on(self, count: int) -> bool:
        """Note a use; False when the key's own count did not go up, which says that there are two of it.

        Keys that do not count say 0 each time. The WHERE decides between two uses at once.
        """
        seen: Any = Passkey.objects.filter(pk=self.pk)
        seen = seen.filter(sign_count__lt=count) if count or self.sign_count else seen.filter(sign_count=0)
        return bool(seen.update(sign_count=count, used_at=clock.now()))
