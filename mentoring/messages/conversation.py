"""A thread and a list of threads, as a reader of one of its sides sees them. Calculations only: nothing is changed here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from justice_portal.clock import LONDON
from justice_portal.prepared import prepared
from justice_portal.templatetags.look import said_time
from mentoring.matching.models import Match
from mentoring.matching.threads.models import Thread, ThreadQuerySet
from mentoring.messages.held.models import Hold, Part, parts_of, with_outcomes
from mentoring.messages.models import Message
from mentoring.messages.translations.models import MessageTranslation
from mentoring.monitoring.models import policy_of

A_PAGE = 12


@dataclass
class State:
    """Where a message is, in words, with the sign that goes with them. Said of the newest, and of what did not arrive."""

    text: str
    kind: str
    icon: str


@dataclass
class Bubble:
    """A message as its reader sees it."""

    message: Message
    sender: str
    is_mine: bool
    state: State | None
    day: date | None = None
    can_ask: bool = False  # for the message in another language

    @property
    def time(self) -> str:
        """The hour and minute; the day stands above."""
        return said_time(self.message.sent_at.astimezone(LONDON))

    @property
    def outcome(self) -> Hold | None:
        """What became of it when it was held; for its author only."""
        return self.message.outcomes[0] if self.is_mine and self.message.outcomes else None

    @property
    def parts(self) -> list[Part]:
        """The words, with marks where a rule found something; for their author, while somebody looks at them."""
        held = self.outcome if not self.message.delivered_at else None
        return parts_of(self.message.body, held.findings) if held else [Part(self.message.body, is_marked=False)]

    @property
    def translations(self) -> list[MessageTranslation]:
        """Checked ones of these very words."""
        return getattr(self.message, "translated", [])

    @property
    def photo(self) -> Any:
        return getattr(self.message, "photo", None)

    @property
    def has_marks(self) -> bool:
        return any(part.is_marked for part in self.parts)

    @property
    def steps(self) -> list[tuple[str, datetime]]:
        """What truly happened to an own message, and when. Read marks are only between these two (T44)."""
        message, held = self.message, self.outcome
        found = [(_("You sent it"), message.sent_at)]
        if held and held.decided_at and held.status != Hold.Status.WITHDRAWN:
            found.append((_("Someone checked it"), held.decided_at))
        if message.delivered_at:
            found.append((_("It arrived"), message.delivered_at))
        if message.read_at:
            found.append((pgettext("step of a message", "It was read"), message.read_at))
        return found


@dataclass
class Page:
    """Some messages of a thread, oldest first, and the id to look further back from."""

    bubbles: list[Bubble]
    earlier: Any = None
    is_back: bool = False


def page_of(thread: Thread, user: Any, *, before: Message | None = None) -> Page:
    """The newest messages of a thread, or those before one of them: three queries, whatever the length."""
    rows = Message.objects.visible_to(user).filter(thread=thread).select_related("photo")
    rows = rows.prefetch_related(Prefetch("translations", MessageTranslation.objects.checked(), to_attr="translated"))
    if before:
        rows = rows.filter(Q(sent_at__lt=before.sent_at) | Q(sent_at=before.sent_at, pk__lt=before.pk))
    if thread.is_staffed:
        rows = rows.annotate(author_called=F("author__name"))
    found = list(with_outcomes(rows.newest_first(), user)[: A_PAGE + 1])
    shown = found[:A_PAGE][::-1]
    return Page(_bubbles(thread, user, shown), shown[0].pk if len(found) > A_PAGE else None, before is not None)


def _bubbles(thread: Thread, user: Any, shown: list[Message]) -> list[Bubble]:
    bubbles, answered, said = [], False, False
    shows_names = not thread.is_with_department or policy_of(thread.department.establishment_id).names_staff
    for message in reversed(shown):
        mine = message.author_id == user.pk
        across = mine or thread.is_by_person(message.author_id) == thread.is_by_person(user.pk)
        arrived = message.status == Message.Status.PASSED
        state = (
            state_of(message, answered, was_checked=bool(message.outcomes)) if mine and not (arrived and said) else None
        )
        bubbles.append(Bubble(message, _sender(thread, message, user, shows_names=shows_names), mine, state))
        answered, said = answered or not across, said or (mine and arrived)
    speaks_other = thread.person.language != "English"
    for bubble in bubbles:
        bubble.can_ask = speaks_other and not bubble.is_mine and bubble.message.made_in_id is not None
    bubbles.reverse()
    last = None
    for bubble in bubbles:
        day = bubble.message.sent_at.astimezone(LONDON).date()
        bubble.day, last = (day if day != last else None), day
    return bubbles


def _sender(thread: Thread, message: Message, user: Any, *, shows_names: bool) -> str:
    if message.author_id == user.pk:
        return _("You")
    if not thread.is_staffed or thread.is_by_person(message.author_id):
        return name_of_other(thread, user)
    if not thread.is_by_person(user.pk):
        return message.author_called
    if thread.is_with_department:
        return f"{message.author_called}, {thread.called}" if shows_names else thread.called
    return message.author_called


def name_of_other(thread: Thread, user: Any) -> str:
    """What the reader is shown of the other side: of a person the name they want to be called by; only staff see more (T52)."""
    if thread.is_staffed:
        return thread.called if thread.is_by_person(user.pk) else str(thread.person)
    return thread.person.called if user.pk == thread.mentor_id else thread.mentor_called


def state_of(message: Message, answered: bool, *, was_checked: bool = False) -> State:
    """Where one's own message is."""
    if message.status == Message.Status.LATER:
        return State(_("Goes on later"), "wait", "clock")
    if message.status == Message.Status.WITHDRAWN:
        return State(_("Taken back"), "none", "back")
    if message.status == Message.Status.HELD:
        return State(_("Being checked"), "wait", "waiting")
    if message.status == Message.Status.STOPPED:
        return State(_("Not sent on"), "bad", "stop")
    if answered:
        return State(_("Answered"), "good", "check")
    if message.read_at:
        return State(pgettext("state of a message", "Read"), "good", "tick")
    return State(_("Checked and sent") if was_checked else _("Sent"), "good", "sent")


def inbox(user: Any) -> ThreadQuerySet:
    """The threads of user, those with the newest message first, each with how many messages are new."""
    in_thread = Message.objects.filter(thread=OuterRef("pk"))
    newest = in_thread.filter(Q(delivered_at__isnull=False) | Q(author=user.pk)).newest_first()
    unread = in_thread.unread_by(user).order_by().values("thread").annotate(count=Count("pk")).values("count")
    return (
        Thread.objects.visible_to(user)
        .for_writing()
        .annotate(
            unread=Coalesce(Subquery(unread), Value(0)),
            newest=Subquery(newest.values("pk")[:1]),
            newest_at=Subquery(newest.values("sent_at")[:1]),
            is_over=Coalesce(Q(match__status=Match.Status.ENDED), Value(False)),
        )
        .order_by("is_over", F("newest_at").desc(nulls_last=True), "-opened_at", "-pk")
    )


@dataclass
class Line:
    """A thread in a list: who it is with, the newest message, and where things stand."""

    thread: Thread
    name: str
    newest: Message | None
    state: State | None
    is_mine: bool = False

    @property
    def icon(self) -> str:
        return ICONS.get(self.thread.kind, "person")


ICONS = {"key_worker": "officer", "pom": "staff", "com": "staff", "tutor": "learn", "department": "people"}


def lines_of(threads: list[Thread], user: Any) -> list[Line]:
    """The threads of one page of the inbox, with their newest messages: one query."""
    newest = Message.objects.visible_to(user).in_bulk([thread.newest for thread in threads if thread.newest])
    return [_line(thread, newest.get(thread.newest), user) for thread in threads]


def _line(thread: Thread, newest: Message | None, user: Any) -> Line:
    name = name_of_other(thread, user)
    if thread.unread:
        is_mine = newest is not None and newest.author_id == user.pk
        return Line(thread, name, newest, State(_("New"), "info", "messages"), is_mine=is_mine)
    if newest is None:
        return Line(thread, name, None, None)
    mine = newest.author_id == user.pk
    if not mine and thread.is_by_person(newest.author_id) == thread.is_by_person(user.pk):
        return Line(thread, name, newest, State(_("Answered"), "good", "check"))
    state = state_of(newest, answered=False) if mine else State(_("Your turn to write"), "none", "edit")
    return Line(thread, name, newest, state, is_mine=mine)


def count_unread(user: Any) -> int:
    """How many messages are new for user: one query."""
    return unread_messages.first(user) or 0


@prepared
def unread_messages(user: Any) -> QuerySet[Message]:
    unread = Message.objects.visible_to(user).unread_by(user).order_by()
    return unread.annotate(count=Window(Count("*"))).values_list("count", flat=True)[:1]
