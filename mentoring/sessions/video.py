"""The link of a video session: always to the estate's own service, never one that somebody typed.

VIDEO_SERVICE names it, as https://video.example; without it no video session can be booked. The room of a session is its
key: it cannot be guessed, and says nothing.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from justice_portal.environment import env
from mentoring.sessions.models import Kind, MentoringSession


@lru_cache(maxsize=1)
def service() -> str:
    """The address that rooms stand below; empty where the estate has no service."""
    address = env("VIDEO_SERVICE", "").rstrip("/")
    if address and (urlsplit(address).scheme != "https" or not urlsplit(address).netloc):
        raise ImproperlyConfigured("VIDEO_SERVICE must be an address that begins with https://.")
    return address


def is_video_on() -> bool:
    return bool(service())


def link_of(one: MentoringSession) -> str:
    """Where the two meet on their screens; empty for any other session."""
    return f"{service()}/{one.pk}" if one.kind == Kind.VIDEO and one.is_booked and is_video_on() else ""
