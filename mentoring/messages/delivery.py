"""The one way for a message to reach the other of the two (T63)."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.prepared import prepared
from justice_portal.states import move
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
    if not knows:
        _tell(message)
    return True


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
    if message.author_id == thread.match.mentor_id:
        notify(thread.person.user, "messages.from_mentor", about=thread)
    else:
        notify(thread.match.mentor, "messages.from_person", about=thread, by_email=True)
