"""Letters with which staff and mentors take a new passphrase by themselves."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7

LASTS = timedelta(minutes=30)


class PassphraseResetQuerySet(ScopedQuerySet):
    def open(self) -> "PassphraseResetQuerySet":
        """Those whose letter still works."""
        rows = self.filter(used_at=None, cancelled_at=None, asked_at__gt=clock.now() - LASTS)
        return rows.filter(user__is_active=True)


class PassphraseReset(models.Model):
    """Lets whoever reads one email choose one new passphrase: once, and not for long. It opens nothing by itself."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passphrase_resets")
    secret_hash = models.CharField(max_length=64, db_index=True)
    asked_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = PassphraseResetQuerySet.as_manager()
    scope = Reference(Permission.ACCOUNT_MANAGE)
    history = Kept(hidden=("secret_hash",))

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"asked {self.asked_at:%Y-%m-%d %H:%M}"
