"""Deciding about a held message: it is passed on, whole or in part, or stopped with a reason that its writer is told."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.notify import anyone, notify
from justice_portal.states import move
from mentoring.messages.delivery import deliver
from mentoring.messages.held.holding import look_again
from mentoring.messages.held.models import Hold
from mentoring.messages.models import Message
from mentoring.messages.notice_kinds import kind_for
from mentoring.moderation.lot import is_drawn
from mentoring.moderation.models import Recheck
from mentoring.moderation.parts import without
from mentoring.monitoring.models import policy_of


@action(needs=Permission.MESSAGE_MODERATE)
def pass_message(hold: Hold, *, seen: str, by: Any) -> Hold:
    """Pass a held message on. seen: the fingerprint of the words that the moderator read (T45)."""
    if not _claim(hold, Hold.Status.PASSED, by):
        return hold
    message = _locked(hold)
    deliver(message, approved=seen)
    if hold.first_id:
        _tell(message, "messages.upheld")
    _draw(hold)
    record(by, "moderation.message_passed", hold, subjects=_subjects(hold), message=hold.message_id)
    return hold


@action(needs=Permission.MESSAGE_MODERATE)
def pass_in_part(hold: Hold, *, seen: str, leave_out: list[tuple[int, int]], reason: str, words: str, by: Any) -> Hold:
    """Pass a message on without some parts of it. leave_out: from where to where, in the words that were read.

    Its writer keeps the whole, is shown what went on, and is told why.
    """
    if not _claim(hold, Hold.Status.PASSED, by, reason=reason, words=words):
        return hold
    message = _locked(hold)
    if message.fingerprint() != seen:
        raise DomainError(_("The words have changed since you opened this page. Read them again."))
    Hold.objects.filter(pk=hold.pk).update(whole=message.body)
    message.body = without(message.body, leave_out)
    message.content_hash = message.fingerprint()
    Message.objects.filter(pk=message.pk).update(body=message.body, content_hash=message.content_hash)
    deliver(message, approved=message.content_hash)
    _tell(message, "messages.in_part")
    _draw(hold)
    record(by, "moderation.message_passed_in_part", hold, subjects=_subjects(hold), reason=reason, parts=len(leave_out))
    return hold


@action(needs=Permission.MESSAGE_MODERATE)
def stop_message(hold: Hold, *, reason: str, words: str, by: Any) -> Hold:
    """Do not pass a message on. Its writer is told the reason and the moderator's words, and can change it.

    Where the writer asked for a second look before, another person decides first: nothing is told yet.
    """
    if not _claim(hold, Hold.Status.STOPPED, by, reason=reason, words=words):
        return hold
    message = _locked(hold)
    goes_to_second = hold.second_asked_at is not None and hold.first_id is None
    if goes_to_second:
        look_again(hold, policy_of(hold.made_in_id), now=clock.now())
    else:
        move(message, Message.Status.STOPPED)
        _tell(message, "messages.stopped")
        _draw(hold)
    record(
        by, "moderation.message_stopped", hold,
        subjects=_subjects(hold), message=hold.message_id, reason=reason, goes_to_second=goes_to_second,
    )  # fmt: skip
    return hold


@action(needs=Permission.MESSAGE_MODERATE)
def check_again(recheck: Recheck, *, outcome: str, words: str, by: Any) -> Recheck:
    """Say of a decision drawn by lot whether one would have decided the same. A stop that two see otherwise opens again."""
    if (recheck.outcome, recheck.checked_by_id) == (outcome, by.pk):
        return recheck
    hold = recheck.hold
    if hold.decided_by_id == by.pk:
        raise PermissionDenied
    move(recheck, outcome, field="outcome", checked_at=clock.now(), checked_by_id=by.pk, words=words)
    message = Message.objects.select_for_update(of=("self",)).get(pk=hold.message_id)
    opens = outcome == Recheck.Outcome.OTHER and message.is_stopped and not (hold.first_id or hold.second_asked_at)
    if opens:
        move(message, Message.Status.HELD)
        look_again(hold, policy_of(hold.made_in_id), now=clock.now())
    record(by, "moderation.decision_checked", recheck, subjects=_subjects(hold), outcome=outcome, opened_again=opens)
    return recheck


@action(needs=Permission.MESSAGE_MODERATE)
def climb(hold: Hold, *, by: Any) -> Hold:
    """A message that nobody decided in time goes to the managers of the place, once. Its writer sees that it did."""
    if not Hold.objects.late().filter(pk=hold.pk, climbed_at=None).update(climbed_at=clock.now()):
        return hold
    managers = RoleHeld.objects.live().filter(role=Role.MANAGER, establishment=hold.made_in_id)
    told = anyone(User.objects.filter(pk__in=managers.values("user"), is_active=True), "moderation.late")
    record(by, "moderation.climbed", hold, subjects=_subjects(hold), told=[user.pk for user in told])
    return hold


@action(needs=Permission.MESSAGE_MODERATE)
def give_up(hold: Hold, *, by: Any) -> Hold:
    """Nobody decided while staff could see the words. It is not sent on, and its writer is told so, with our regret."""
    words = _("Nobody decided in time. We are sorry. You can send it again.")
    try:
        move(hold, Hold.Status.STOPPED, decided_at=clock.now(), reason=Hold.Reason.OTHER, words=words)
    except DomainError:
        return hold
    message = move(_locked(hold), Message.Status.STOPPED)
    _tell(message, "messages.stopped")
    record(by, "moderation.given_up", hold, subjects=_subjects(hold), message=hold.message_id)
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
        if hold.status == Hold.Status.WITHDRAWN:
            raise DomainError(_("Its writer took this message back.")) from late
        if hold.status == Hold.Status.PASSED:
            raise DomainError(_("Another moderator was first. This message was passed on.")) from late
        raise DomainError(_("Another moderator was first. This message was stopped.")) from late
    return True


def _locked(hold: Hold) -> Message:
    """The message as it stands now, kept from changing until the decision is written."""
    related = Message.objects.select_related("author", "thread__match__mentor", "thread__person__user")
    return related.select_for_update(of=("self",)).get(pk=hold.message_id)


def _tell(message: Message, kind: str) -> None:
    notify(message.author, kind_for(message.thread, message.author_id, kind), about=message.thread)


def _draw(hold: Hold) -> None:
    """Whether the lot falls on this decision: then another moderator looks at it too (T47)."""
    if hold.decided_by_id and is_drawn(hold.pk, policy_of(hold.made_in_id).recheck_percent):
        Recheck.objects.create(hold=hold)
        record(SYSTEM, "moderation.drawn", hold, subjects=_subjects(hold))


def _subjects(hold: Hold) -> list[Any]:
    return [hold.message.thread.person_id]
