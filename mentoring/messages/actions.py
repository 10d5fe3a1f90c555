"""Sending and reading. What a writer does about a held message is in held, what a moderator does in moderation."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils.translation import gettext

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.ahead import ahead
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.plain_text import first_hidden
from justice_portal.prepared import prepared
from justice_portal.states import move
from mentoring.matching.threads.models import Thread
from mentoring.messages.delivery import deliver, not_looked_at
from mentoring.messages.drafts.models import Draft
from mentoring.messages.held.holding import hold_back
from mentoring.messages.models import Message
from mentoring.messages.photos.taking_in import GivenPhoto, keep_photo
from mentoring.messages.storing import insert_once
from mentoring.monitoring.models import MessagePolicy, policies_of, policy_of
from mentoring.screening.rulebook import InForce, rules_in_force, versions
from mentoring.screening.screening import Finding


@action(needs=Permission.MESSAGE_SEND)
def send_message(thread: Thread, *, key: UUID, body: str, photo: GivenPhoto | None = None, by: Any) -> Message:
    """Write a message. It is delivered at once when no rule finds anything in it; else it waits for a moderator.

    Outside the hours of the prison it waits for the morning. The same key with the same words is the same message. With
    other words it is another one: someone went back, changed them and sent the old page again, and must not lose them.
    """
    if first_hidden(body) is not None or (photo and first_hidden(photo.description) is not None):
        raise DomainError(gettext("There is a hidden mark in your words. Please type them again."))
    message = _compose(thread, key, body, by, photo)
    if why := thread.why_closed():
        return _stored(message) or _refuse(why)
    author = (thread.pk, by.pk)
    place: list[Any] = [(policies_of, (message.made_in_id,))] if message.made_in_id else []
    with ahead([*place, (versions, ()), (_begun, author), (not_looked_at, author)]):
        policy, rules = policy_of(message.made_in_id), rules_in_force()
        found, message.rules_version = _look_through(message, policy, rules, photo), rules.number
        if not _store(message, policy, held=bool(found)):
            other_key = uuid5(key, message.content_hash)
            return _stored(message) or send_message(thread, key=other_key, body=body, photo=photo, by=by)
        if found:
            hold_back(message, found, rules, policy)
        if _begun(*author):
            Draft.objects.filter(thread=thread, author=by.pk).delete()
    if photo:
        record(by, "messages.photo_added", keep_photo(message, photo), subjects=[thread.person_id], thread=thread)
    hit = sorted({str(one.rule or one.kind) for one in found})
    record(by, "messages.message_sent", message, subjects=[thread.person_id], thread=thread, rules=hit)
    return message


def _compose(thread: Thread, key: UUID, body: str, by: Any, photo: GivenPhoto | None) -> Message:
    place = thread.person.establishment_id or (thread.match.made_in_id if thread.match else None)
    if photo and place is None:
        raise DomainError(gettext("You cannot send photos here. Nobody can look at them first."))
    mark = photo.mark if photo else ""
    message = Message(pk=key, thread=thread, author=by, body=body, photo_mark=mark, made_in_id=place)
    message.content_hash = message.fingerprint()
    return message


def _look_through(message: Message, policy: MessagePolicy, rules: InForce, photo: GivenPhoto | None) -> list[Finding]:
    """Why it waits, if it does: what rules find, or what was decided about all that is written here. A photo always does."""
    found = _of_words(message, policy, rules)
    if photo is None:
        return found
    kinds = ["code", "photo"] if photo.has_code else ["photo"]
    said = [Finding(one.rule, one.kind, 0, 0) for one in rules.screen(photo.description)]
    return [*found, *said, *(Finding(None, kind, 0, 0) for kind in kinds)]


def _of_words(message: Message, policy: MessagePolicy, rules: InForce) -> list[Finding]:
    if not policy.checks(message.made_in_id, is_staffed=message.thread.is_staffed):
        return [Finding(None, "alert", 0, len(message.body))] if _must_wait(message) else []
    body = message.body
    before = _written_before(message.thread_id, message.author_id, message.pk, most=policy.most_a_day)
    found = rules.screen(body, before)
    if not found and (policy.holds_all or message.thread.is_read_first()):
        found = [Finding(None, "alert", 0, len(body))]
    if len(before) >= policy.most_a_day:  # also when a rule fired: who buries the queue waits behind the others (T48)
        found = [*found, Finding(None, "many", 0, 0 if found else len(body))]
    return found


def _must_wait(message: Message) -> bool:
    return message.made_in_id is not None and message.thread.is_read_first()


@prepared
def _begun(thread: UUID, author: UUID) -> QuerySet[Draft, Any]:
    return Draft.objects.filter(thread=thread, author=author).values_list("pk", flat=True)


@prepared
def _written_before(thread: UUID, author: UUID, pk: UUID, *, most: int) -> QuerySet[Message, Any]:
    """The words that the author wrote in the thread within a day, the newest first."""
    own = Message.objects.filter(thread=thread, author=author, sent_at__gte=clock.now() - timedelta(days=1))
    return own.exclude(pk=pk).newest_first().values_list("body", flat=True)[:most]


def _store(message: Message, policy: MessagePolicy, *, held: bool) -> bool:
    if held:
        return insert_once(message, status=Message.Status.HELD)
    if (later := policy.goes_on_at(message.sent_at)) and not message.thread.is_staffed:
        return insert_once(message, status=Message.Status.LATER, goes_on_at=later)
    return deliver(message, approved=message.content_hash, is_new=True)


def _stored(message: Message) -> Message | None:
    """The row that this page made when it was sent before: the same key, the same words, in the same thread."""
    return Message.objects.filter(pk=message.pk, content_hash=message.content_hash).first()


def _refuse(why: str) -> Message:
    raise DomainError(why)


@action(needs=Permission.MESSAGE_SEND)
def send_on(message: Message, *, by: Any) -> Message:
    """The hour has come for a message that was written outside the hours. What cannot go on now waits for a moderator."""
    if not message.is_later:
        return message
    if message.thread.why_closed():
        move(message, Message.Status.HELD)
        policy = policy_of(message.made_in_id)
        hold_back(message, [Finding(None, "closed", 0, len(message.body))], rules_in_force(), policy)
    else:
        deliver(message, approved=message.content_hash)
    record(by, "messages.message_sent_on", message, subjects=[message.thread.person_id], held=message.is_held)
    return message


@action(needs=Permission.MESSAGE_VIEW)
def open_thread(thread: Thread, *, by: Any) -> int:
    """Someone opens their thread: what was delivered to them is read now, and its notices are done with."""
    count = Message.objects.filter(thread=thread).unread_by(by).update(read_at=clock.now())
    seen(by, thread)
    record(by, "messages.thread_viewed", thread, read=count)
    return count
