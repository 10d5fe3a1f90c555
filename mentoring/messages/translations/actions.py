"""Asking for a message in another language, typing it, and checking what somebody else typed."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.plain_text import first_hidden
from justice_portal.states import move
from mentoring.messages.held.models import Hold
from mentoring.messages.models import Message
from mentoring.messages.translations.models import MessageTranslation

Status = MessageTranslation.Status


@action(needs=Permission.MESSAGE_VIEW)
def ask_translation(message: Message, *, language: str, by: Any) -> MessageTranslation:
    """Somebody who reads the message would like it in another language."""
    made, is_new = _asked(message, language, by)
    if is_new:
        record(by, "translations.asked", made, subjects=[message.thread.person_id], language=language)
    return made


@action(needs=Permission.MESSAGE_MODERATE)
def ask_for_decision(hold: Hold, *, language: str, by: Any) -> MessageTranslation:
    """A moderator needs the words in a language that they read, to decide."""
    made, is_new = _asked(hold.message, language, by)
    if is_new:
        record(by, "translations.asked", made, subjects=[hold.message.thread.person_id], language=language)
    return made


def _asked(message: Message, language: str, by: Any) -> tuple[MessageTranslation, bool]:
    if message.made_in_id is None:
        raise DomainError(_("Nobody can translate messages here."))
    which = {"message": message, "language": language, "of_hash": message.content_hash}
    return MessageTranslation.objects.get_or_create(**which, defaults={"asked_by": by})


@action(needs=Permission.MESSAGE_TRANSLATE)
def type_translation(wanted: MessageTranslation, *, words: str, by: Any) -> MessageTranslation:
    """Type it; or put right what another typed. Whoever typed last does not check it."""
    if (wanted.words, wanted.typed_by_id) == (words, by.pk):
        return wanted
    if first_hidden(words) is not None:
        raise DomainError(_("There is a hidden mark in your words. Please type them again."))
    move(wanted, Status.TYPED, words=words, typed_at=clock.now(), typed_by_id=by.pk)
    record(by, "translations.typed", wanted, subjects=[wanted.message.thread.person_id], language=wanted.language)
    return wanted


@action(needs=Permission.MESSAGE_TRANSLATE)
def check_translation(typed: MessageTranslation, *, seen: str, by: Any) -> MessageTranslation:
    """Say that what another typed says the same as the message. seen: the mark of the words that were read."""
    if typed.typed_by_id == by.pk:
        raise DomainError(_("You typed this. Somebody else checks it."))
    if typed.status == Status.CHECKED and typed.checked_by_id == by.pk:
        return typed
    if typed.mark != seen:
        raise DomainError(_("The words have changed since you opened this page. Read them again."))
    try:
        with transaction.atomic():
            move(typed, Status.CHECKED, checked_at=clock.now(), checked_by_id=by.pk)
    except IntegrityError as same:
        raise DomainError(_("You typed this. Somebody else checks it.")) from same
    thread = typed.message.thread
    record(by, "translations.checked", typed, subjects=[thread.person_id], language=typed.language)
    if thread.is_by_person(typed.asked_by_id):
        notify(typed.asked_by, "translations.done", about=thread)
    elif thread.is_staffed:
        notify(typed.asked_by, "translations.done_for_staff", about=thread)
    return typed
