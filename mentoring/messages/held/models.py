"""A message waits for a moderator: what was found in it, by when it is decided, what was decided, and the second look."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, Role, Scope, ScopedQuerySet, restricted_for
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from mentoring.matching.threads.models import Thread
from mentoring.messages.models import Message, MessageQuerySet
from mentoring.monitoring.models import MessagePolicy, may_read


class HoldQuerySet(ScopedQuerySet):
    def within(self, user: Any, permission: Permission | None) -> "HoldQuerySet":
        """Nobody decides about a thread that they write in, nor about their own decision (T47), nor about a restricted
        case they are not named for. To managers come those that are late. Without a live authorisation nobody sees any (T64a).
        """
        rows = super().within(user, permission)
        if user is SYSTEM or not user.is_authenticated:
            return rows
        if not user.has_role(Role.MODERATOR):
            rows = rows.filter(climbed_at__isnull=False)
        if user.holds(Permission.TALK):
            rows = rows.exclude(message__thread__in=Thread.objects.within(user, Permission.MESSAGE_VIEW).values("pk"))
        shut = Person.objects.filter(restricted_for(user), pk=OuterRef("message__thread__person"))
        return (
            rows.exclude(message__author=user.pk)
            .exclude(message__thread__match__mentor=user.pk)
            .exclude(message__thread__person__user=user.pk)
            .exclude(first__decided_by=user.pk)
            .filter(~Exists(shut), may_read(user, "made_in"))
        )

    def waiting(self) -> "HoldQuerySet":
        return self.filter(status=Hold.Status.WAITING)

    def in_sight(self) -> "HoldQuerySet":
        """Those whose words staff may still see: it ends some time after they were written, as the prison says (T64a)."""
        decided = MessagePolicy.objects.filter(establishment=OuterRef("made_in")).values("sight_days")
        days = Coalesce(Subquery(decided), Value(MessagePolicy._meta.get_field("sight_days").default))
        seen_for = ExpressionWrapper(days * Value(timedelta(days=1)), output_field=DurationField())
        return self.filter(message__sent_at__gt=ExpressionWrapper(clock.now() - seen_for, output_field=DateTimeField()))

    def late(self) -> "HoldQuerySet":
        """Nobody decided in time."""
        return self.waiting().filter(due_at__lte=clock.now())

    def in_turn(self) -> "HoldQuerySet":
        """As they are looked at: what a rule calls urgent, then the others, then writers of very many; the oldest first."""
        return self.order_by("rank", "opened_at", "pk")


class Hold(models.Model):
    """A message waits for a moderator: what the rules found in it, and what was decided."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        PASSED = "passed", _("Passed")
        STOPPED = "stopped", _("Stopped")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Rank(models.IntegerChoices):
        """Whose turn it is. A word for each, and never a score."""

        URGENT = 0, _("Urgent")
        USUAL = 1, _("In turn")
        MANY = 2, _("After the others: its writer sent very many")

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

    MOVES = {Status.WAITING: {Status.PASSED, Status.STOPPED, Status.WITHDRAWN}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    message = models.ForeignKey(Message, models.PROTECT, related_name="holds")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now, help_text=_("By when it is decided. The writer is told."))
    climbed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the managers were told that it is late.")
    )
    rank = models.PositiveSmallIntegerField(choices=Rank.choices, default=Rank.USUAL)
    #: The decision that this is the second look at. Another person takes it.
    first = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="second")
    second_asked_at = models.DateTimeField(null=True, blank=True)
    findings = models.JSONField(default=list, help_text=_("Rules and parts: places in the text, never the text."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    words = models.CharField(max_length=500, blank=True, help_text=_("What the moderator adds for the writer."))
    #: What the writer wrote, where only a part of it was passed on; what went on stands in the message.
    whole = models.TextField(blank=True)

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
            models.CheckConstraint(condition=Q(whole="") | ~Q(reason=""), name="hold_in_part_says_why"),
        ]
        indexes = [
            models.Index(
                fields=["made_in", "rank", "opened_at", "id"], condition=Q(status="waiting"), name="moderation_queue"
            ),
            models.Index(fields=["due_at"], condition=Q(status="waiting", climbed_at=None), name="holds_to_climb"),
            models.Index(fields=["made_in", "decided_at"], condition=~Q(status="waiting"), name="holds_decided"),
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

    @property
    def is_in_part(self) -> bool:
        """Whether only a part of the message was passed on."""
        return bool(self.whole)

    @property
    def is_late(self) -> bool:
        return self.is_waiting and self.due_at <= clock.now()

    @property
    def is_urgent(self) -> bool:
        return self.rank == self.Rank.URGENT

    @property
    def is_second(self) -> bool:
        return self.first_id is not None


def with_outcomes(messages: MessageQuerySet, author: Any) -> MessageQuerySet:
    """With what became of the messages that were held: of author's own messages only."""
    own = Hold.objects.filter(message__author=author.pk).select_related("first").order_by("-opened_at")
    return messages.prefetch_related(Prefetch("holds", own, to_attr="outcomes"))


@dataclass(frozen=True)
class Part:
    """A stretch of a message, and where it stands: marked when a rule found it."""

    text: str
    is_marked: bool
    start: int = 0

    @property
    def place(self) -> str:
        """Where it stands, as a form sends it."""
        return f"{self.start}-{self.start + len(self.text)}"


def parts_of(body: str, findings: list[dict[str, Any]]) -> list[Part]:
    """The text of a held message, cut where marked parts begin and end."""
    marked = bytearray(len(body))
    for found in findings:
        if found["rule"]:
            start, end = max(0, found["start"]), min(len(body), found["end"])
            marked[start:end] = b"\1" * max(0, end - start)
    parts, start = [], 0
    for place in range(1, len(body) + 1):
        if place == len(body) or marked[place] != marked[start]:
            parts.append(Part(body[start:place], bool(marked[start]), start))
            start = place
    return parts
