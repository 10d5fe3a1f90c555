"""What every request of someone who signed in at a tablet passes: is it that tablet, and is the visit still open? (T21, T27, T28)

People in prison have no other way in: an account of theirs without a visit has no session. Others who use the same door
(on licence, with a phone) have no visit and are let be.
"""

from collections.abc import Callable
from datetime import timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.models import Door
from justice_portal.devices.models import Device
from justice_portal.devices.proof import hash_of, hear_of, proof_of
from justice_portal.own_address import own_address
from justice_portal.people.models import Person
from justice_portal.prepared import prepared
from justice_portal.visits.actions import end_visit
from justice_portal.visits.limits import WITHOUT_SCRIPTS
from justice_portal.visits.models import Visit

Handler = Callable[[HttpRequest], HttpResponse]
End = Visit.End
KEY = "visit"
#: The cookie that our script sets: then touches and keys are told to us, and the short limit holds.
SCRIPTS = "scripts"
#: A visit is written to at most this often; the limit gives so much more.
GRAIN = timedelta(seconds=5)


def tablet_visits(get_response: Handler) -> Handler:
    """End what is over before any view runs, and remember that somebody is there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.visit = None  # type: ignore[attr-defined]
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user: Any = request.user
        if not user.is_authenticated or user.door != Door.TABLET:
            return None
        visit: Visit | None = request.visit_there  # type: ignore[attr-defined]
        why = why_over(request, visit)
        if visit is not None and not why:
            request.visit = visit  # type: ignore[attr-defined]
            if "X-Poll" not in request.headers:
                touch(visit)
            return None
        if visit is None and not why:
            return None
        return _send_away(request, view, visit, why)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit of this session, with its device, whatever became of it."""
    key = request.session.get(KEY)
    return with_device.first(UUID(str(key)), request.user.pk) if key else None


@prepared
def with_device(key: UUID, user: UUID) -> QuerySet[Visit]:
    return Visit.objects.filter(pk=key, user=user).select_related("device")


def why_over(request: HttpRequest, visit: Visit | None) -> str:
    """Why the session has ended; empty while it goes on."""
    if visit is None:
        in_prison = Person.objects.filter(user=request.user.pk, place=Person.Place.PRISON).exists()
        return End.DEVICE if in_prison or KEY in request.session else ""
    if visit.ended_at is not None:
        return visit.end
    if not compare_digest(visit.device.key_hash or "", hash_of(proof_of(request))):
        return End.COPIED
    if visit.device.status != Device.Status.IN_USE:
        return End.DEVICE
    now = clock.now()
    if now >= visit.began_at + timedelta(seconds=visit.longest_seconds):
        return End.LONGEST
    return End.UNTOUCHED if now >= visit.seen_at + untouched(request, visit) + GRAIN else ""


def untouched(request: HttpRequest, visit: Visit) -> timedelta:
    """How long the tablet may lie untouched."""
    limit = timedelta(seconds=visit.untouched_seconds)
    return limit if SCRIPTS in request.COOKIES else max(limit, WITHOUT_SCRIPTS)


def touch(visit: Visit) -> None:
    """Somebody is there."""
    now = clock.now()
    if now - visit.seen_at >= GRAIN:
        Visit.objects.open().filter(pk=visit.pk).update(seen_at=now)
        visit.seen_at = now
    hear_of(visit.device)


def _send_away(request: HttpRequest, view: Any, visit: Visit | None, why: str) -> HttpResponse | None:
    """End the session. Who only waited too long comes back to the page after signing in; others are told what happened."""
    if visit is not None and visit.ended_at is None:
        path = open_page(request) if why in {End.UNTOUCHED, End.LONGEST} else ""
        end_visit(Visit, visit=visit, why=why, path=path, by=SYSTEM)
    logout(request)
    if not getattr(view, "login_required", True):
        return None  # a page for everybody
    if why in {End.UNTOUCHED, End.LONGEST, End.SIGNED_OUT} and request.method in {"GET", "HEAD"}:
        response: HttpResponse = redirect(f"{reverse('accounts:sign-in')}?locked=1")
    else:
        response = render(request, "visits/ended.html", {"why": why}, status=401)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def open_page(request: HttpRequest) -> str:
    """The page that the reader has before them: what they ask for, or what the lock of the page says; empty for neither."""
    if request.method == "POST":
        path = request.POST.get("path", "") if request.resolver_match.view_name == "visits:lock" else ""  # type: ignore[union-attr]
    else:
        is_page = "X-Poll" not in request.headers and "html" in request.headers.get("Accept", "html")
        path = request.get_full_path() if is_page else ""
    return own_address(path)
