"""Messages between a person and their mentor, and the holds that keep some of them until a moderator has read them."""

import hashlib
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Scope, ScopedQuerySet, restricted_for
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from mentoring.matching.models import MatchedQuerySet

LONGEST_MESSAGE = 2_000


class MessageQuerySet(MatchedQuerySet):
    to_match = "thread__match__"

    def within(self, user: Any, permission: Permission | None) -> "MessageQuerySet":
        """A message that has not been delivered is nobody's but its author's."""
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        return rows.filter(Q(delivered_at__isnull=False) | Q(author=user.pk))

    def with_outcomes(self, author: Any) -> "MessageQuerySet":
        """With what became of the messages that were held: of author's own messages only."""
        own = Hold.objects.filter(message__author=author.pk).order_by("-opened_at")
        return self.prefetch_related(Prefetch("holds", own, to_attr="outcomes"))

    def newest_first(self) -> "MessageQuerySet":
        return self.order_by("-sent_at", "-id")

    def unread_by(self, user: Any) -> "MessageQuerySet":
        """Delivered to user, and not opened yet."""
        return self.filter(delivered_at__isnull=False, read_at=None).exclude(author=user.pk)


class Message(models.Model):
    """Something one of two people wrote to the other. The page makes its id, so that sending twice sends once."""

    class Status(models.TextChoices):
        HELD = "held", _("Being checked")
        PASSED = "passed", _("Sent")
        STOPPED = "stopped", _("Not sent on")

    MOVES = {Status.HELD: {Status.PASSED, Status.STOPPED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    thread = models.ForeignKey("mentoring.Thread", models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField()
    #: What was screened or read is what is delivered: see fingerprint and delivery (T45).
    content_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.HELD)
    delivered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
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
    def is_as_sent(self) -> bool:
        """Whether the words are those that were sent. They are, unless something wrote to the row."""
        return self.content_hash == self.fingerprint()

    def fingerprint(self) -> str:
        """What makes this message this message: who wrote which words in which thread."""
        said = "\x1f".join([str(self.thread_id), str(self.author_id), self.body])
        return hashlib.sha256(said.encode()).hexdigest()


class HoldQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> "HoldQuerySet":
        """Nobody decides about a thread that they write in (T47), nor about a restricted case they are not named for."""
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        shut = Person.objects.filter(restricted_for(user), pk=OuterRef("message__thread__person"))
        return (
            rows.exclude(message__author=user.pk)
            .exclude(message__thread__match__mentor=user.pk)
            .exclude(message__thread__person__user=user.pk)
            .filter(~Exists(shut))
        )

    def waiting(self) -> "HoldQuerySet":
        return self.filter(status=Hold.Status.WAITING)


class Hold(models.Model):
    """A message waits for a moderator: what the rules found in it, and what was decided."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        PASSED = "passed", _("Passed")
        STOPPED = "stopped", _("Stopped")

    class Reason(models.TextChoices):
        """Why a message is stopped, as its writer is told."""

        CONTACT = "contact", _("It has contact details in it, like a phone number or an address.")
        APPS = "apps", _("It has a link or the name of another app in it.")
        WORDS = "words", _("It has words in it that are not allowed.")
        THREAT = "threat", _("It could make someone feel unsafe.")
        MONEY = "money", _("It asks for money or gifts.")
        PRIVATE = "private", _("It tells private things about someone else.")
        OVER = "over", _("The two of you are not writing to each other now.")
        OTHER = "other", _("Another reason.")

    MOVES = {Status.WAITING: {Status.PASSED, Status.STOPPED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    message = models.ForeignKey(Message, models.PROTECT, related_name="holds")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    findings = models.JSONField(default=list, help_text=_("Rules and parts: places in the text, never the text."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    words = models.CharField(max_length=500, blank=True, help_text=_("What the moderator adds for the writer."))

    objects = HoldQuerySet.as_manager()
    scope = Scope(Permission.MESSAGE_MODERATE, person=None, place="made_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message"], condition=Q(status="waiting"), name="one_waiting_hold"),
            models.CheckConstraint(
                condition=Q(status="waiting", decided_at=None, decided_by=None)
                | (~Q(status="waiting") & Q(decided_at__isnull=False)),
                name="hold_decided_says_when",
            ),
            models.CheckConstraint(condition=~Q(status="stopped") | ~Q(reason=""), name="hold_stopped_says_why"),
        ]
        indexes = [
            models.Index(fields=["made_in", "opened_at", "id"], condition=Q(status="waiting"), name="moderation_queue")
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.opened_at:%d %b %Y %H:%M}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def why(self) -> list[str]:
        """Why it waits, each reason once, in the language of the page."""
        welsh = get_language() == "cy"
        return list(dict.fromkeys((welsh and found["welsh"]) or found["english"] for found in self.findings))
