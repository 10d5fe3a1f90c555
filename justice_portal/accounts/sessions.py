"""How long a session lasts: each door says its limits here, and one middleware keeps them.

idle counts from the last page that the reader asked for; what a page asks by itself does not count. absolute counts from
sign-in and nothing moves it. A session that does not say when it began has ended.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.accounts.doors import DOOR
from justice_portal.accounts.models import Door
from justice_portal.audit.log import record

Handler = Callable[[HttpRequest], HttpResponse]
BEGAN_AT, SEEN_AT = "began_at", "seen_at"


@dataclass(frozen=True)
class SessionLimits:
    """idle: without a page asked for; absolute: from sign-in, whatever happens."""

    idle: timedelta
    absolute: timedelta


#: A working day at a desk, as one shift.
STAFF = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=10))
#: Accounts that open the administration site can change who sees what.
ADMINISTRATION = SessionLimits(idle=timedelta(minutes=15), absolute=timedelta(hours=8))
TABLET = SessionLimits(idle=timedelta(hours=10), absolute=timedelta(hours=10))


def _staff(request: HttpRequest) -> SessionLimits:
    return ADMINISTRATION if request.user.is_staff else STAFF


#: Each door's limits, asked with a request whose user has signed in. A room that knows better replaces its entry.
LIMITS: dict[str, Callable[[HttpRequest], SessionLimits]] = {
    Door.STAFF: _staff,
    Door.TABLET: lambda request: TABLET,
}
#: What must still be true of a session, by its door, whenever it asks for a page. A room that knows adds its own.
STILL_OPEN: dict[str, Callable[[HttpRequest], bool]] = {}
#: Where to go when a session has ended, by its door; the tablet's own page otherwise.
SIGN_IN = {Door.STAFF: "account_login", Door.PHONE: "account_request_login_code"}


def door_of(request: HttpRequest) -> str:
    """The door that this session came in by."""
    return request.session.get(DOOR) or request.user.door  # type: ignore[union-attr]


def limits_of(request: HttpRequest) -> SessionLimits:
    """How long this session may last."""
    return LIMITS[door_of(request)](request)


def begin(request: HttpRequest, user: Any) -> None:
    """A session begins: it remembers when, and by which door."""
    now = clock.now().timestamp()
    request.session[BEGAN_AT] = request.session[SEEN_AT] = now
    request.session.setdefault(DOOR, user.door)


def over(request: HttpRequest) -> str:
    """Why this session has ended: "idle", "absolute" or "closed"; empty while it goes on."""
    still = STILL_OPEN.get(door_of(request))
    if still and not still(request):
        return "closed"
    limits, now = limits_of(request), clock.now().timestamp()
    if now - request.session.get(BEGAN_AT, 0) >= limits.absolute.total_seconds():
        return "absolute"
    return "idle" if now - request.session.get(SEEN_AT, 0) >= limits.idle.total_seconds() else ""


def touch(request: HttpRequest) -> None:
    """The reader is here. Written a few times within the idle limit, not with every page."""
    now = clock.now().timestamp()
    if now - request.session.get(SEEN_AT, 0) >= limits_of(request).idle.total_seconds() / 10:
        request.session[SEEN_AT] = now


def session_limits(get_response: Handler) -> Handler:
    """End sessions that are over, before anything is shown; who was signed out is told why at the door."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        if why := over(request):
            return _ended(request, why)
        if "X-Poll" not in request.headers:
            touch(request)
        return get_response(request)

    def _ended(request: HttpRequest, why: str) -> HttpResponse:
        door = door_of(request)
        record(request.user, "account.session_ended", request.user, why=why, door=door)
        logout(request)
        messages.info(request, _("You were away for a while, so we signed you out. Please sign in again."))
        response = get_response(request)
        here, there = reverse("accounts:sign-in"), SIGN_IN.get(Door(door), "")
        if there and response.headers.get("Location", "").startswith(here):
            response.headers["Location"] = response.headers["Location"].replace(here, reverse(there), 1)
        return response

    return middleware
