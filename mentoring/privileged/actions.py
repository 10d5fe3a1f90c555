"""Writing and reading letters, ending a thread, and putting the keys of threads under a newer key."""

import hmac
import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.inserting import insert
from justice_portal.notify import notify, seen
from justice_portal.plain_text import first_hidden
from mentoring.privileged import sealing
from mentoring.privileged.models import LONGEST_LETTER, ListedBody, PrivilegedLetter, PrivilegedThread
from mentoring.privileged.reading import thread_key

FIRST_BODIES = Path(__file__).parent / "data" / "bodies.json"
REWRAPPED_AT_ONCE = 500


@action(needs=Permission.LEGAL_OWN)
def send_letter(thread: PrivilegedThread, *, key: UUID, body: str, by: Any) -> PrivilegedLetter:
    """Write a letter. It is sealed before anything else sees it; no rule, no detector and no person reads it on its way.

    The same key with the same words is the same letter; with other words it is another one, so that nothing is lost.
    """
    if first_hidden(body) is not None or not 0 < len(body) <= LONGEST_LETTER:
        raise DomainError(_("There is a hidden mark in your words. Please type them again."))
    opened = _own_key(thread, by)
    if done := _sent_before(thread, key, body, opened, by):
        return done
    if not thread.is_live:
        raise DomainError(_("You cannot write here now. Staff must check this adviser again first."))
    letter = _letter(thread, key, body, opened, by)
    if not insert(letter, once=True):  # taken: by these words a moment ago, or by others
        again = sealing.key_for_words(body, key, opened)
        if done := _sent_before(thread, key, body, opened, by) or _sent_before(thread, again, body, opened, by):
            return done
        letter = _letter(thread, again, body, opened, by)
        insert(letter, once=True)
    record(by, "privileged.sent", letter, thread=thread)
    is_adviser = by.pk == thread.adviser_id
    notify(
        thread.person.user if is_adviser else thread.adviser, "privileged.new", about=thread, by_email=not is_adviser
    )
    return letter


def _own_key(thread: PrivilegedThread, by: Any) -> bytes:
    try:
        return thread_key(thread, user=by)
    except sealing.CannotOpen:
        raise DomainError(_("Legal messages are closed here now. Please tell staff.")) from None


def _letter(thread: PrivilegedThread, key: UUID, body: str, opened: bytes, by: Any) -> PrivilegedLetter:
    sealed = sealing.seal_words(body, opened, thread=thread.pk, letter=key, author=by.pk)
    return PrivilegedLetter(pk=key, thread=thread, author=by, sealed=sealed)


def _sent_before(thread: PrivilegedThread, key: UUID, body: str, opened: bytes, by: Any) -> PrivilegedLetter | None:
    """The letter that this page made when it was sent before, if its words are the same."""
    letter: PrivilegedLetter | None = PrivilegedLetter.objects.filter(pk=key, thread=thread, author=by).first()
    if letter is None:
        return None
    try:
        words = sealing.open_words(letter.sealed, opened, thread=thread.pk, letter=key, author=by.pk)
    except sealing.CannotOpen:
        return None
    return letter if hmac.compare_digest(words.encode(), body.encode()) else None


@action(needs=Permission.LEGAL_OWN)
def open_thread(thread: PrivilegedThread, *, by: Any) -> int:
    """One of the two opens their thread: what the other wrote is read now."""
    count = PrivilegedLetter.objects.filter(thread=thread).unread_by(by).update(read_at=clock.now())
    seen(by, thread)
    record(by, "privileged.viewed", thread, read=count)
    return count


@action(needs=Permission.LEGAL_VERIFY)
def end_thread(thread: PrivilegedThread, *, ending: str, by: Any) -> PrivilegedThread:
    """From now on the adviser sees nothing of it. The person goes on reading what is there."""
    now = clock.now()
    still = PrivilegedThread.objects.filter(pk=thread.pk, ended_at=None)
    if not still.update(ended_at=now, ended_by_id=by.pk, ending=ending):
        thread.refresh_from_db()
        return thread
    thread.ended_at, thread.ended_by_id, thread.ending = now, by.pk, ending
    record(by, "privileged.ended", thread, ending=ending)
    notify(thread.person.user, "privileged.ended", about=thread)
    return thread


@action(needs=Permission.LEGAL_BODY_EDIT)
def put_under_newest_key(of: type[PrivilegedThread], *, by: Any) -> dict[str, int]:
    """Seal the key of each thread under the newest key of web; how many were, and how many no key here opens.

    Safe to repeat, and to stop halfway: each row is one statement, and says which key sealed it.
    """
    newest = sealing.newest_name()
    done = shut = 0
    waiting = of.objects.exclude(sealed_under=newest).order_by("pk")
    for thread in waiting.only("pk", "sealed_key", "sealed_under").iterator(chunk_size=REWRAPPED_AT_ONCE):
        try:
            anew = sealing.seal_anew(thread.key, thread.pk)
        except sealing.CannotOpen:
            shut += 1
            continue
        row = of.objects.filter(pk=thread.pk, sealed_key=thread.sealed_key)
        done += row.update(sealed_key=anew.sealed, sealed_under=anew.by)
    record(by, "privileged.keys_renewed", of, done=done, shut=shut)
    return {"done": done, "shut": shut}


@action(needs=Permission.LEGAL_BODY_EDIT)
def load_first_bodies(of: type[ListedBody], *, by: Any) -> int:
    """The list that comes with the product: those that are not here yet, by name; how many were added."""
    here = set(of.objects.values_list("name", flat=True))
    new = [of(**one) for one in json.loads(FIRST_BODIES.read_text(encoding="utf-8")) if one["name"] not in here]
    of.objects.bulk_create(new)
    record(by, "privileged.bodies_loaded", of, added=len(new))
    return len(new)
