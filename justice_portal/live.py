"""Parts of a page that stay fresh while it is open: its script asks again, and hears "nothing new" until there is.

A part carries `data-poll`, and in `data-poll-state` a mark of what it shows; the script sends the mark back (portal.js).
Whoever asks so is not there for that: it moves no limit of a session (accounts/sessions.py) and reads nothing.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

HEADER = "X-Poll"


def mark_of(rows: Iterable[Any]) -> str:
    """What a part shows, as a mark that says nothing of it. rows: all that it changes with."""
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]


def asks_again(request: HttpRequest) -> bool:
    """Whether the page asks by itself, and nobody opened it."""
    return HEADER in request.headers


def nothing_new(request: HttpRequest, mark: str) -> HttpResponse | None:
    """The answer for a page that shows this already; None when there is something to show."""
    return HttpResponse(status=204) if request.headers.get(HEADER) == mark else None
