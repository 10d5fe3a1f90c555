"""Sending and reading. Deciding about a held message is in moderation."""

from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.plain_text import first_hidden
from mentoring.matching.models import Thread
from mentoring.messages.delivery import deliver
from mentoring.messages.models import Hold, Message
from mentoring.messages.storing import insert_once
from mentoring.screening.rulebook import rules_in_force
from mentoring.screening.screening import Finding


@action(needs=Permission.MESSAGE_SEND)
def send_message(thread: Thread, *, key: UUID, body: str, by: Any) -> Message:
    """Write a message. It is delivered at once when no rule finds anything in it; else it waits for a moderator.

    The same key with the same words is the same message. With other words it is another one: someone went back, changed
    them and sent the old page again, and must not lose them.
    """
    if first_hidden(body) is not None:
        raise DomainError(gettext("There is a hidden mark in your words. Please type them again."))
    message = _compose(thread, key, body, by)
    if why := thread.why_closed():
        return _stored(message) or _refuse(why)
    rules = rules_in_force()
    found, message.rules_version = rules.screen(body), rules.number
    if not found and thread.is_read_first():
        found = [Finding(None, "alert", 0, len(body))]
    if not _store(message, held=bool(found)):
        if there := _stored(message):
            return there
        return send_message(thread, key=uuid5(key, message.content_hash), body=body, by=by)
    if found:
        Hold.objects.create(message=message, made_in_id=message.made_in_id, findings=rules.explain(found))
    hit = sorted({str(one.rule or one.kind) for one in found})
    record(by, "messages.message_sent", message, subjects=[thread.person_id], thread=thread, rules=hit)
    return message


def _compose(thread: Thread, key: UUID, body: str, by: Any) -> Message:
    place = thread.person.establishment_id or thread.match.made_in_id
    message = Message(pk=key, thread=thread, author=by, body=body, made_in_id=place)
    message.content_hash = message.fingerprint()
    return message


def _store(message: Message, *, held: bool) -> bool:
    if held:
        return insert_once(message, status=Message.Status.HELD)
    return deliver(message, approved=message.content_hash, is_new=True)


def _stored(message: Message) -> Message | None:
    """The row that this page made when it was sent before: the same key, the same words, in the same thread."""
    return Message.objects.filter(pk=message.pk, content_hash=message.content_hash).first()


def _refuse(why: str) -> Message:
    raise DomainError(why)


@action(needs=Permission.MESSAGE_VIEW)
def open_thread(thread: Thread, *, by: Any) -> int:
    """Someone opens their thread: what was delivered to them is read now, and its notices are done with."""
    count = Message.objects.filter(thread=thread).unread_by(by).update(read_at=clock.now())
    seen(by, thread)
    record(by, "messages.thread_viewed", thread, read=count)
    return count
