"""The queue of held messages, and a held message with its marks, as a moderator sees them. Nothing is changed here."""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q

from justice_portal import clock
from justice_portal.access import Permission
from mentoring.messages.held.models import Hold, HoldQuerySet, Part, parts_of
from mentoring.messages.models import Message
from mentoring.monitoring.models import policy_of

AROUND = 3
SNIPPET = 60


#: What a moderator is shown of a message, its thread and its two people.
SHOWN = (
    "opened_at", "due_at", "climbed_at", "rank", "first_id", "second_asked_at", "status", "findings", "reason", "decided_at",
    "decided_by_id", "made_in_id", "words", "whole",
    "message__body", "message__content_hash", "message__photo_mark", "message__author_id", "message__thread_id", "message__sent_at",
    "message__thread__match_id", "message__thread__kind", "message__thread__person_id", "message__thread__person__user_id",
    "message__thread__staff__name", "message__thread__department__name", "message__thread__department__name_welsh", "message__thread__match__mentor_id",
    "message__thread__match__status", "message__thread__person__given_name", "message__thread__person__preferred_name",
)  # fmt: skip


def shown(holds: HoldQuerySet) -> HoldQuerySet:
    """With what the list and the page show, and no more, in one query."""
    return (
        holds.select_related(*(f"message__thread__{name}" for name in ("person", "match", "staff", "department")))
        .only(*SHOWN)
        .annotate(
            mentor_called=F("message__thread__match__mentor__mentor__called"), author_called=F("message__author__name")
        )
    )


def waiting(user: Any) -> HoldQuerySet:
    """Messages that wait for this moderator: what is urgent first, then the oldest."""
    return Hold.objects.visible_to(user).waiting().in_sight().in_turn()


def after(holds: HoldQuerySet, last: Hold | None) -> HoldQuerySet:
    """Those behind one of them: a page of the queue costs the same however long the queue is."""
    if last is None:
        return holds
    later = Q(opened_at__gt=last.opened_at) | Q(opened_at=last.opened_at, pk__gt=last.pk)
    return holds.filter(Q(rank__gt=last.rank) | Q(rank=last.rank) & later)


def parts_shown(hold: Hold) -> list[Part]:
    """The words with their marks. Marks fit only the words that were sent."""
    return parts_of(hold.message.body, hold.findings if hold.message.is_as_sent else [])


def snippet_of(hold: Hold) -> list[Part]:
    """The first marked part with a few words round it, or the beginning when nothing is marked."""
    parts = parts_shown(hold)
    first = next((n for n, part in enumerate(parts) if part.is_marked), None)
    if first is None:
        return [Part(_shorten(hold.message.body, from_start=True), False)] if parts else []
    before = [Part(_shorten(parts[first - 1].text, from_start=False), False)] if first else []
    behind = [Part(_shorten(parts[first + 1].text, from_start=True), False)] if first + 1 < len(parts) else []
    return [*before, Part(_shorten(parts[first].text, from_start=True), True), *behind]


def _shorten(text: str, *, from_start: bool) -> str:
    if len(text) <= SNIPPET:
        return text
    return f"{text[:SNIPPET]}…" if from_start else f"…{text[-SNIPPET:]}"


def around(hold: Hold, user: Any) -> tuple[list[Message], list[Message]]:
    """A few delivered messages before and after the held one, so that it is not judged alone: three queries. Staff see none that is too old (T64a)."""
    message = hold.message
    thread = (
        Message.objects.within(user, Permission.MESSAGE_MODERATE)
        .filter(
            thread=message.thread_id, sent_at__gt=clock.now() - timedelta(days=policy_of(hold.made_in_id).sight_days)
        )
        .exclude(pk=message.pk)
        .annotate(author_called=F("author__name"))
    )
    before = thread.filter(sent_at__lte=message.sent_at).order_by("-sent_at", "-pk")[:AROUND]
    behind = thread.filter(sent_at__gt=message.sent_at).order_by("sent_at", "pk")[:AROUND]
    return list(before)[::-1], list(behind)


def writer_of(message: Message, hold: Hold) -> str:
    """Who wrote it, by the name that the other side of the thread knows them by."""
    thread = hold.message.thread
    if thread.is_by_person(message.author_id):
        return str(thread.person.called)
    if not thread.is_staffed:
        return str(hold.mentor_called)
    return str(getattr(message, "author_called", None) or hold.author_called)
