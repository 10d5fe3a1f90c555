"""Who is there: account, roles and visit of a session, asked in one message before any rule asks for one of them.

Each stays its own read with its own rule (accounts/backends.py, accounts/models.py, watch.py): this only asks ahead.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject, empty

from justice_portal.accounts.backends import account
from justice_portal.accounts.models import live_roles
from justice_portal.ahead import Asked, ahead
from justice_portal.visits.watch import KEY, visit_of, with_device

Handler = Callable[[HttpRequest], HttpResponse]


def who_is_there(get_response: Handler) -> Handler:
    """Ask for the user of the session; pages then have the account itself, not what Django and django-otp wrap it in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with ahead(reads_of(request.session)):
            user = request.user = unwrapped(request.user)
            if user.is_authenticated:
                user.roles_held()
                request.visit_there = visit_of(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def reads_of(session: Any) -> list[Asked]:
    """What a signed-in session asks on every page; nothing for others, or when the session holds no keys of ours."""
    try:
        user = UUID(session[SESSION_KEY])
        visit = [(with_device, (UUID(str(session[KEY])), user))] if KEY in session else []
    except (KeyError, ValueError):
        return []
    return [(account, (user,)), (live_roles, (user,)), *visit]


def unwrapped(user: Any) -> Any:
    """The account, out of the lazy objects around it: each attribute would pass through all of them."""
    while isinstance(user, LazyObject):
        inside = user.__dict__.get("_wrapped", empty)
        if inside is empty:
            user._setup()  # noqa: SLF001 - how a lazy object is opened
            inside = user.__dict__["_wrapped"]
        user = inside
    return user
