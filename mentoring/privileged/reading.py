"""Who reads the words of a legal thread: the two who write in it, and a named reader under an executed authority.

The one module that opens letters to show them. Everything else of the product sees what is sealed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from justice_portal.access import Permission
from mentoring.privileged.models import PrivilegedLetter, PrivilegedThread
from mentoring.privileged.opening.models import Opening
from mentoring.privileged.sealing import CannotOpen, open_thread_key, open_words


@dataclass(frozen=True)
class ReadLetter:
    """A letter as its reader sees it. words: None when it cannot be opened."""

    letter: PrivilegedLetter
    words: str | None


def is_party(thread: PrivilegedThread, user: Any) -> bool:
    """Whether user writes in this thread now: the person, or the adviser while two staff vouch for them."""
    if not user.is_authenticated or not user.holds(Permission.LEGAL_OWN):
        return False
    return user.pk == thread.person.user_id or (user.pk == thread.adviser_id and thread.is_live)


def thread_key(thread: PrivilegedThread, *, user: Any) -> bytes:
    """For a party only. Raises PermissionDenied for everybody else, CannotOpen when the key of web is gone."""
    if not is_party(thread, user):
        raise PermissionDenied
    return open_thread_key(thread.key, thread.pk)


def read_letters(thread: PrivilegedThread, letters: Iterable[PrivilegedLetter], *, user: Any) -> list[ReadLetter]:
    """These letters of the thread with their words, for one of the two who write in it."""
    if not is_party(thread, user):
        raise PermissionDenied
    return _read(thread, letters)


def read_opened(opening: Opening, *, user: Any) -> list[ReadLetter]:
    """The letters that were there when the governor gave authority, for who asked and until it ends."""
    done = Opening.objects.filter(pk=opening.pk, status=Opening.Status.OPENED, asked_by=user.pk)
    if not done.exists() or not opening.is_in_time:
        raise PermissionDenied
    return _read(opening.thread, letters_until(opening))


def letters_until(opening: Opening) -> QuerySet[PrivilegedLetter]:
    """What the authority covers: nothing that was written after it was given."""
    rows = PrivilegedLetter.objects.filter(thread=opening.thread_id, sent_at__lte=opening.decided_at)
    return rows.select_related("author").order_by("sent_at", "pk")


def _read(thread: PrivilegedThread, letters: Iterable[PrivilegedLetter]) -> list[ReadLetter]:
    try:
        key = open_thread_key(thread.key, thread.pk)
    except CannotOpen:
        return [ReadLetter(letter, None) for letter in letters]
    return [ReadLetter(letter, _words(thread, letter, key)) for letter in letters]


def _words(thread: PrivilegedThread, letter: PrivilegedLetter, key: bytes) -> str | None:
    if letter.thread_id != thread.pk:
        return None
    place = {"thread": thread.pk, "letter": letter.pk, "author": letter.author_id}
    try:
        return open_words(letter.sealed, key, **place)
    except CannotOpen:
        return None
