"""Patterns in linear time (RE2): which are allowed, and finding many of them in one pass."""

from collections.abc import Iterable, Iterator

import re2
from django.utils.translation import gettext as _

from rehab.care.folding import View

LONGEST_PATTERN = 300
#: RE2 is linear, but a large program makes each step slow: within this size 50 KB take less than 50 ms (T79).
LARGEST_PROGRAM = 250
MOST_MATCHES = 20
GROUP = 100


def why_refused(pattern: str) -> str:
    """A plain sentence about why this pattern cannot be a rule; nothing when it can."""
    if len(pattern) > LONGEST_PATTERN:
        return _("This pattern is too long. Make two rules of it.")
    try:
        compiled = re2.compile(pattern.encode(), _options())
    except re2.error as error:
        return _("This pattern cannot be read: %(error)s.") % {"error": _told(error)}
    if compiled.programsize > LARGEST_PROGRAM:
        return _("This pattern is too heavy. Make it shorter, or repeat less in it.")
    if compiled.search(b"") is not None:
        return _("This pattern matches an empty message, so it would hold every message.")
    return ""


def _told(error: Exception) -> str:
    told = error.args[0] if error.args else ""
    return told.decode(errors="replace") if isinstance(told, bytes) else str(told)


def _options() -> re2.Options:
    options = re2.Options()
    options.never_capture = True
    options.log_errors = False
    return options


class Patterns:
    """Numbered patterns. Groups of them are one pattern each, so that a clean text is passed over quickly."""

    def __init__(self, patterns: Iterable[tuple[int, str]]) -> None:
        options = _options()
        each = [(number, re2.compile(pattern.encode(), options), pattern) for number, pattern in patterns]
        self._groups = []
        for first in range(0, len(each), GROUP):
            part = each[first : first + GROUP]
            together = "|".join(f"(?:{pattern})" for _number, _compiled, pattern in part)
            self._groups.append((re2.compile(together.encode(), options), part))

    def find(self, view: View) -> Iterator[tuple[int, int, int]]:
        """(number, start, end) of each match, as parts of the typed text; at most MOST_MATCHES of each pattern."""
        data = view.text.encode()
        places = None if len(data) == len(view.text) else _places(view.text)
        for together, part in self._groups:
            if together.search(data) is None:
                continue
            for number, compiled, _pattern in part:
                for count, found in enumerate(compiled.finditer(data)):
                    if count == MOST_MATCHES:
                        break
                    start, end = found.span()
                    if start < end:
                        yield (number, *view.part(*((start, end) if places is None else (places[start], places[end]))))


def _places(text: str) -> list[int]:
    """For each byte of a text, and for its end, the number of the character that it belongs to."""
    places: list[int] = []
    for number, char in enumerate(text):
        places += [number] * len(char.encode())
    places.append(len(text))
    return places
