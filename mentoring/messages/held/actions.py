"""What a writer can do about a message that waits or was not sent on: change it, take it back, ask for a second look."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.states import move
from mentoring.messages.actions import send_message
from mentoring.messages.held.holding import look_again
from mentoring.messages.held.models import Hold
from mentoring.messages.models import Message
from mentoring.messages.photos.taking_in import GivenPhoto
from mentoring.monitoring.models import policy_of


@action(needs=Permission.MESSAGE_SEND)
def withdraw_message(message: Message, *, by: Any) -> Message:
    """Take back a message that has not gone on. Nobody but a moderator has read it."""
    _must_be_own(message, by)
    if message.status == Message.Status.WITHDRAWN:
        return message
    too_late = _("It was decided in the meantime. See below what came of it.")
    if hold := Hold.objects.waiting().filter(message=message.pk).first():
        move(hold, Hold.Status.WITHDRAWN, message=too_late, decided_at=clock.now(), decided_by_id=by.pk)
    move(message, Message.Status.WITHDRAWN, message=too_late)
    record(by, "messages.message_withdrawn", message, subjects=[message.thread.person_id])
    return message


@action(needs=Permission.MESSAGE_SEND)
def change_message(message: Message, *, key: UUID, body: str, photo: GivenPhoto | None = None, by: Any) -> Message:
    """Put other words in the place of a message that has not gone on: the old one is taken back as the new one is sent."""
    withdraw_message(message, by=by)
    sent = send_message(message.thread, key=key, body=body, photo=photo, by=by)
    record(by, "messages.message_changed", sent, subjects=[message.thread.person_id], instead_of=message.pk)
    return sent


@action(needs=Permission.MESSAGE_SEND)
def ask_second_look(message: Message, *, by: Any) -> Message:
    """Ask that another person decides. Of a message that waits still: if the first would stop it, another looks too."""
    _must_be_own(message, by)
    hold = Hold.objects.select_for_update(of=("self",)).filter(message=message.pk).order_by("-opened_at").first()
    if hold is None or message.status not in {Message.Status.HELD, Message.Status.STOPPED}:
        raise DomainError(_("Nothing waits here."))
    if message.is_stopped and hold.first_id:
        raise DomainError(_("Two people have looked at this message. You can change your words and send it again."))
    if hold.first_id or hold.second_asked_at:
        return message
    Hold.objects.filter(pk=hold.pk).update(second_asked_at=clock.now())
    if message.is_stopped:
        if why := message.thread.why_closed():
            raise DomainError(why)
        move(message, Message.Status.HELD)
        look_again(hold, policy_of(hold.made_in_id), now=clock.now())
    record(by, "messages.second_look_asked", message, subjects=[message.thread.person_id])
    return message


def _must_be_own(message: Message, by: Any) -> None:
    if message.author_id != by.pk:
        raise PermissionDenied
