"""Leaving parts out of a message."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from mentoring.messages.models import LONGEST_MESSAGE

#: What stands where something was left out, in every language.
LEFT_OUT = "[…]"


def without(body: str, parts: Iterable[tuple[int, int]]) -> str:
    """The words with a mark in place of each part. Raises DomainError when nothing is left out, or nothing stays."""
    kept, last = [], 0
    for start, end in _joined(len(body), parts):
        kept += [body[last:start], LEFT_OUT]
        last = end
    kept.append(body[last:])
    if len(kept) == 1:
        raise DomainError(_("Choose what to leave out."))
    if not "".join(kept).replace(LEFT_OUT, "").strip():
        raise DomainError(_("Nothing would be left of it. Stop it instead."))
    return "".join(kept)[:LONGEST_MESSAGE]


def _joined(length: int, parts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, within the words, and those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in parts):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def places_of(body: str, words: str) -> list[tuple[int, int]]:
    """Where these words, one phrase a line, stand in a message. Raises DomainError for a phrase that is not in it."""
    found = []
    for phrase in filter(None, map(str.strip, words.splitlines())):
        place = body.find(phrase)
        if place < 0:
            raise DomainError(_("These words are not in the message. Copy them as they stand there."))
        while place >= 0:
            found.append((place, place + len(phrase)))
            place = body.find(phrase, place + len(phrase))
    return found
