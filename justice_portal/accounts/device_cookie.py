"""Which device a request comes from: the demo's kind, a signed cookie that lasts. Enrolled devices replace it."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAME = "__Host-device" if settings.HTTPS else "device"
SALT = "justice_portal.device"
#: Browsers keep no cookie longer than this.
KEPT_FOR = timedelta(days=400)


def device_of(request: HttpRequest) -> str | None:
    """The device's id, or None when the cookie is missing or not one that we signed."""
    return request.get_signed_cookie(NAME, default=None, salt=SALT) or None


def address_of(request: HttpRequest) -> str:
    """Where the request came from, as our own proxy saw it: the last entry is the only one that nobody else wrote."""
    if settings.BEHIND_PROXY and (passed_on := request.headers.get("X-Forwarded-For")):
        return passed_on.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR") or "unknown"


def remember_device(request: HttpRequest, response: HttpResponse) -> None:
    """Give the browser a device id of its own, once."""
    if device_of(request) is None:
        response.set_signed_cookie(
            NAME,
            secrets.token_urlsafe(18),
            salt=SALT,
            max_age=int(KEPT_FOR.total_seconds()),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
