"""Other systems that tell us of movements. people/models.py re-exports it."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7


class FeedQuerySet(ScopedQuerySet):
    def live(self) -> "FeedQuerySet":
        return self.filter(ended_at=None)


class Feed(models.Model):
    """A system that may send movements, by a key that only it knows: here there is a hash."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(_("name"), max_length=30, unique=True, help_text=_("For example NOMIS or nDelius."))
    key_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()
    scope = Reference(Permission.ESTATE_EDIT)
    history = Kept(hidden=("key_hash",), ignored=("used_at",))

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> str:
        """What movements of this feed say of where they come from."""
        return f"feed {self.name}"


def key_hash(key: str) -> str:
    """What is kept of a feed's key. It is long and random, so one round is enough."""
    return hashlib.sha256(key.encode()).hexdigest()
