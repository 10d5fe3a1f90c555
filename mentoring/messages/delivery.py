"""The one way for a message to reach the other side of its thread (T63)."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.notify import anyone, notify
from justice_portal.prepared import prepared
from justice_portal.states import move
from mentoring.matching.threads.models import Thread
from mentoring.messages.models import Message
from mentoring.messages.storing import insert_once


def deliver(message: Message, *, approved: str, is_new: bool = False) -> bool:
    """Hand a message over, if its words are still those that were approved and the two may write to each other now.

    approved: the fingerprint of what the rules, or a moderator, looked at (T45). is_new: it is not stored yet. False when
    it was stored already, by the same page sent twice. Nothing else writes delivered_at.
    """
    if message.fingerprint() != approved:
        raise DomainError(_("The words have changed since you opened this page. Read them again."))
    if why := message.thread.why_closed():
        raise DomainError(why)
    now, knows = clock.now(), _knows_already(message)
    if not is_new:
        move(message, Message.Status.PASSED, delivered_at=now, content_hash=approved)
    elif not insert_once(message, status=Message.Status.PASSED, delivered_at=now):
        return False
    if message.thread.is_staffed:
        _mark_waiting(message)
    if not knows:
        _tell(message)
    return True


def _mark_waiting(message: Message) -> None:
    """What the person writes waits for an answer, since the first of it; an answer of staff ends that."""
    rows = Thread.objects.filter(pk=message.thread_id)
    if message.thread.is_by_person(message.author_id):
        rows.filter(waiting_at=None).update(waiting_at=message.delivered_at)
    else:
        rows.update(waiting_at=None)


def _knows_already(message: Message) -> bool:
    """Whether the reader was told of an earlier message, and has not looked since."""
    return bool(not_looked_at(message.thread_id, message.author_id))


@prepared
def not_looked_at(thread: UUID, author: UUID) -> QuerySet[Message]:
    """One that was delivered to the other and not read yet, if there is any."""
    earlier = Message.objects.filter(thread=thread, author=author, delivered_at__isnull=False, read_at=None)
    return earlier.order_by().values_list("pk", flat=True)[:1]


def _tell(message: Message) -> None:
    thread = message.thread
    if not thread.is_by_person(message.author_id):
        notify(thread.person.user, "messages.from_mentor", about=thread)
    elif thread.is_staffed:
        anyone(thread.answerers(), "messages.from_person_to_staff", about=thread)
    else:
        notify(thread.match.mentor, "messages.from_person", about=thread, by_email=True)
