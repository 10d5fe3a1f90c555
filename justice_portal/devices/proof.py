"""How a device proves which one it is.

In production by a TLS client certificate: nginx checks it and passes it on in a header that nobody else can set, for nginx
overwrites it in every request. A demo has no certificates: there a cookie with the device's key stands for one, and the
pages say so. Either way the database holds only a hash.
"""

import secrets
from datetime import timedelta
from hashlib import sha256
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from justice_portal import clock
from justice_portal.devices.models import Device

CERTIFICATE, COOKIE = "certificate", "cookie"
#: The certificate as nginx writes it ($ssl_client_escaped_cert); shape.py sets the same name.
HEADER = "X-Device-Certificate"
NAME = "__Host-tablet" if settings.HTTPS else "tablet"
#: Browsers keep no cookie longer than this.
KEPT_FOR = timedelta(days=400)
#: A device is heard of with every page; more often than this nobody needs to know.
HEARD_EVERY = timedelta(minutes=5)


def new_key() -> str:
    return secrets.token_urlsafe(32)


def hash_of(proof: str) -> str:
    """What is kept of a key or certificate."""
    return sha256(f"{settings.DEVICE_PROOF}:{proof}".encode()).hexdigest()


def proof_of(request: HttpRequest) -> str:
    """The key or certificate that came with the request; empty when none did."""
    if settings.DEVICE_PROOF == COOKIE:
        return request.COOKIES.get(NAME, "")
    if not settings.BEHIND_PROXY:
        return ""  # then anybody could have written the header
    return unquote(request.headers.get(HEADER, ""))


def known_device(request: HttpRequest) -> Device | None:
    """The device that the request comes from, whatever its status; None for one that was never enrolled."""
    if not hasattr(request, "device_found"):
        proof = proof_of(request)
        rows = Device.objects.select_related("establishment", "wing")
        request.device_found = rows.filter(key_hash=hash_of(proof)).first() if proof else None  # type: ignore[attr-defined]
    found: Device | None = request.device_found  # type: ignore[attr-defined]
    return found


def tablet_of(request: HttpRequest) -> Device | None:
    """The enrolled tablet that the request comes from, if it is in use."""
    device = known_device(request)
    return device if device is not None and device.status == Device.Status.IN_USE else None


def hear_of(device: Device) -> None:
    """Remember that the device was there. The WHERE keeps it to one write in five minutes."""
    now = clock.now()
    if device.heard_at is None or device.heard_at < now - HEARD_EVERY:
        Device.objects.filter(pk=device.pk).update(heard_at=now)
        device.heard_at = now


def give_key(response: HttpResponse, key: str) -> None:
    """Let this browser keep the key of a device: only where cookies stand for certificates."""
    response.set_cookie(
        NAME,
        key,
        max_age=int(KEPT_FOR.total_seconds()),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
