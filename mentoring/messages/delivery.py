"""The one way for a message to reach the other of the two (T63)."""

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.states import move
from mentoring.matching.models import Thread
from mentoring.messages.models import Message


def deliver(message: Message, *, approved: str) -> None:
    """Hand a message over, if its words are still those that were approved and the two may write to each other now.

    approved: the fingerprint of what the rules, or a moderator, looked at (T45). Nothing else writes delivered_at.
    """
    if message.fingerprint() != approved:
        raise DomainError(_("The words have changed since you opened this page. Read them again."))
    thread = message.thread
    if why := thread.why_closed():
        raise DomainError(why)
    now = clock.now()
    move(message, Message.Status.PASSED, delivered_at=now, content_hash=approved)
    Thread.objects.filter(pk=thread.pk).update(last_message_at=now)
    if message.author_id == thread.match.mentor_id:
        notify(thread.person.user, "messages.from_mentor", about=thread)
    else:
        notify(thread.match.mentor, "messages.from_person", about=thread, by_email=True)
