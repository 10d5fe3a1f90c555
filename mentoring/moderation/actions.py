"""Deciding about a held message: it is passed on, or stopped with a reason that its writer is told."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.states import move
from mentoring.messages.delivery import deliver
from mentoring.messages.models import Hold, Message


@action(needs=Permission.MESSAGE_MODERATE)
def pass_message(hold: Hold, *, seen: str, by: Any) -> Hold:
    """Pass a held message on. seen: the fingerprint of the words that the moderator read (T45)."""
    if not _claim(hold, Hold.Status.PASSED, by):
        return hold
    deliver(_locked(hold), approved=seen)
    record(by, "moderation.message_passed", hold, subjects=_subjects(hold), message=hold.message_id)
    return hold


@action(needs=Permission.MESSAGE_MODERATE)
def stop_message(hold: Hold, *, reason: str, words: str, by: Any) -> Hold:
    """Do not pass a message on. Its writer is told the reason and the moderator's words, and can change it."""
    if not _claim(hold, Hold.Status.STOPPED, by, reason=reason, words=words):
        return hold
    message = move(_locked(hold), Message.Status.STOPPED)
    record(by, "moderation.message_stopped", hold, subjects=_subjects(hold), message=hold.message_id, reason=reason)
    from_mentor = message.author_id == message.thread.match.mentor_id
    notify(message.author, "messages.stopped_for_mentor" if from_mentor else "messages.stopped", about=message.thread)
    return hold


def _claim(hold: Hold, to: str, by: Any, **changes: str) -> bool:
    """Take the decision. False when this moderator has already decided so: the same click twice.

    Of two moderators one wins: the old status stands in the WHERE. The other is told what was decided.
    """
    try:
        move(hold, to, decided_at=clock.now(), decided_by_id=by.pk, **changes)
    except DomainError as late:
        hold.refresh_from_db()
        if (hold.status, hold.decided_by_id) == (to, by.pk):
            return False
        if hold.status == Hold.Status.PASSED:
            raise DomainError(_("Another moderator was first. This message was passed on.")) from late
        raise DomainError(_("Another moderator was first. This message was stopped.")) from late
    return True


def _locked(hold: Hold) -> Message:
    """The message as it stands now, kept from changing until the decision is written."""
    related = Message.objects.select_related("author", "thread__match__mentor", "thread__person__user")
    return related.select_for_update(of=("self",)).get(pk=hold.message_id)


def _subjects(hold: Hold) -> list[Any]:
    return [hold.message.thread.person_id]
