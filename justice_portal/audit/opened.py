"""Whose record a page has shown: whatever its view forgot, the person learns of it (T99).

The strip that says who somebody is marks them as shown; record() marks whom it has told of. At the end of the request whoever
was shown and not told of gets the plainest row there is.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from justice_portal.audit.log import TOLD, record

Handler = Callable[[HttpRequest], HttpResponse]


@dataclass
class Shown:
    """Who reads, and the people whose strip was drawn for them."""

    by: Any = None
    people: dict[UUID, Any] = field(default_factory=dict)


_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)


def mark(by: Any, person: Any) -> None:
    """The page that is being made says who this is."""
    if (shown := _shown.get()) is not None:
        shown.by = by
        shown.people[person.pk] = person


def leave_rows(get_response: Handler) -> Handler:
    """A row for each person whom a page showed and no row of its own tells of."""

    def middleware(request: HttpRequest) -> HttpResponse:
        shown, told = Shown(), set[UUID]()
        tokens = _shown.set(shown), TOLD.set(told)
        try:
            response = get_response(request)
            if request.method in {"GET", "HEAD"} and response.status_code == 200:
                for key, person in shown.people.items():
                    if key not in told:
                        record(shown.by, "person.viewed", person)
            return response
        finally:
            _shown.reset(tokens[0])
            TOLD.reset(tokens[1])

    return middleware
