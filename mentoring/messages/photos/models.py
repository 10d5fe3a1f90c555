"""A photo that came with a message: made anew by us, with the words that say what is in it."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import NotKept
from justice_portal.keys import uuid7
from mentoring.matching.threads.models import OF_TALKS
from mentoring.messages.held.models import Hold
from mentoring.messages.models import Message

LONGEST_DESCRIPTION = 200


class PhotoQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> Self:
        """A photo is seen with its message, by nobody else; by a moderator while they decide, or decide again."""
        if user is SYSTEM:
            return self
        if permission == Permission.MESSAGE_MODERATE:
            decides = Q(status=Hold.Status.WAITING) | Q(recheck__outcome="waits")
            holds = Hold.objects.within(user, permission).in_sight().filter(decides, message=OuterRef("message"))
            return self.filter(Exists(holds))
        if permission not in OF_TALKS:
            return self.none()
        return self.filter(message__in=Message.objects.within(user, permission).order_by().values("pk"))


class MessagePhoto(models.Model):
    """One photo of one message. It never changes: what somebody looked at is what is delivered (T45)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    message = models.OneToOneField(Message, models.CASCADE, related_name="photo")
    description = models.CharField(max_length=LONGEST_DESCRIPTION)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    has_code = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=clock.now)

    objects = PhotoQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_VIEW, person="message__thread__person")
    history = NotKept("It never changes, and goes with its message.")

    class Meta:
        triggers = [pgtrigger.Protect(name="photos_stay_as_they_are", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.added_at:%d %b %Y %H:%M}"
