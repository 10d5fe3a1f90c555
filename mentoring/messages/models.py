"""Messages between a person and their mentor, or staff. Those that wait for a moderator have a hold: see held/models.py."""

import hashlib
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope
from justice_portal.keys import uuid7
from mentoring.matching.threads.models import TalkQuerySet

LONGEST_MESSAGE = 2_000


class MessageQuerySet(TalkQuerySet):
    to_match = "thread__match__"
    to_thread = "thread__"

    def within(self, user: Any, permission: Permission | None) -> Self:
        """A message that has not been delivered is nobody's but its author's."""
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        return rows.filter(Q(delivered_at__isnull=False) | Q(author=user.pk))

    def newest_first(self) -> "MessageQuerySet":
        return self.order_by("-sent_at", "-id")

    def unread_by(self, user: Any) -> "MessageQuerySet":
        """Delivered to user's side, and not opened yet: what staff write to a person is no news to their colleagues."""
        new = self.filter(delivered_at__isnull=False, read_at=None)
        if not user.holds(Permission.TALK):
            return new.exclude(author=user.pk)
        return new.exclude(author=user.pk).filter(
            Q(thread__kind="mentor") | Q(author=F("thread__person__user")) | Q(thread__person__user=user.pk)
        )


class Message(models.Model):
    """Something one of two people wrote to the other. The page makes its id, so that sending twice sends once."""

    class Status(models.TextChoices):
        HELD = "held", _("Being checked")
        PASSED = "passed", _("Sent")
        STOPPED = "stopped", _("Not sent on")
        LATER = "later", _("Goes on later")
        WITHDRAWN = "withdrawn", _("Taken back")

    MOVES = {
        Status.HELD: {Status.PASSED, Status.STOPPED, Status.WITHDRAWN},
        Status.STOPPED: {Status.HELD},  # a second look
        Status.LATER: {Status.PASSED, Status.HELD, Status.WITHDRAWN},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    thread = models.ForeignKey("mentoring.Thread", models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField()
    #: What was screened or read is what is delivered: see fingerprint and delivery (T45).
    content_hash = models.CharField(max_length=64)
    #: The fingerprint of its photo, where it has one: see photos/models.py.
    photo_mark = models.CharField(max_length=64, blank=True, default="")
    sent_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.HELD)
    #: When it goes on that was written outside the hours of the prison.
    goes_on_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    #: The prison that checks it. Nobody checks what somebody outside writes with their officer.
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    rules_version = models.PositiveIntegerField(default=0)

    objects = MessageQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_VIEW, person="thread__person", parties=("thread__match__mentor",))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="passed", delivered_at__isnull=False)
                | (~Q(status="passed") & Q(delivered_at=None, read_at=None)),
                name="message_passed_means_delivered",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), LONGEST_MESSAGE), name="message_is_not_too_long"
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "-sent_at", "-id"], name="messages_of_thread"),
            models.Index(
                fields=["thread", "author"],
                condition=Q(delivered_at__isnull=False, read_at=None),
                name="messages_unread",
            ),
            models.Index(fields=["goes_on_at"], condition=Q(status="later"), name="messages_for_later"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="delivered_words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__delivered_at__isnull=False, old__body__df=pgtrigger.F("new__body")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.sent_at:%d %b %Y %H:%M}"

    @property
    def is_held(self) -> bool:
        return self.status == self.Status.HELD

    @property
    def is_stopped(self) -> bool:
        return self.status == self.Status.STOPPED

    @property
    def is_later(self) -> bool:
        return self.status == self.Status.LATER

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its writer can still take it back: nobody has read it but a moderator."""
        return self.status in {self.Status.HELD, self.Status.LATER}

    @property
    def is_as_sent(self) -> bool:
        """Whether the words are those that were sent. They are, unless something wrote to the row."""
        return self.content_hash == self.fingerprint()

    def fingerprint(self) -> str:
        """What makes this message this message: who wrote which words in which thread, with which photo."""
        photo = [self.photo_mark] if self.photo_mark else []
        said = "\x1f".join([str(self.thread_id), str(self.author_id), self.body, *photo])
        return hashlib.sha256(said.encode()).hexdigest()
