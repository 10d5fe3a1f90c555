"""Keys that only web processes may load: what they open, no job, no clock and no backup can read (T49).

They come from the environment of web alone (shape.WEB_VARIABLE), or from the file that NAME_FILE names, and are in no
setting, so that nothing which prints or hands on settings has them. A worker or a clock that finds one does not start.
"""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured

from justice_portal.environment import env_list
from justice_portal.servers.shape import WEB_VARIABLE

LENGTH = 32


@dataclass(frozen=True)
class WebKey:
    """One key. name: a mark by which a row says what sealed it; it tells nothing about the key."""

    name: str
    secret: bytes = field(repr=False)


def new_key() -> str:
    """A key as the variable holds it."""
    return base64.urlsafe_b64encode(AESGCM.generate_key(LENGTH * 8)).decode()


def web_keys() -> list[WebKey]:
    """The keys of this process, the newest first; none where it is no web process, or none was given.

    Raises ImproperlyConfigured for what is no key.
    """
    return [_key(text) for text in env_list(WEB_VARIABLE)]


@lru_cache(maxsize=20)
def _key(text: str) -> WebKey:
    try:
        secret = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != LENGTH:
        raise ImproperlyConfigured(f"{WEB_VARIABLE}: each key has {LENGTH} bytes. Make one: manage.py web_key")
    return WebKey(hashlib.sha256(b"justice portal web key\n" + secret).hexdigest()[:16], secret)


def refuse_web_keys() -> None:
    """For processes that work in the background, as they start: raises ImproperlyConfigured when they were given a key."""
    for name in (WEB_VARIABLE, f"{WEB_VARIABLE}_FILE"):
        if os.environ.get(name):
            raise ImproperlyConfigured(f"{name} is for web processes only. Take it away from this one.")
