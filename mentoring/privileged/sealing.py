"""How the words of legal threads are sealed: AES-256-GCM of `cryptography`, a key for each thread, that key under web's.

Each seal is bound to its place: a letter that somebody moved to another row, or a key moved to another thread, does not
open. Nothing here asks who reads: see reading.py, the one module beside actions.py that opens anything.
"""

import base64
import binascii
import hashlib
import hmac
import os
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from justice_portal.web_keys import WebKey, web_keys

NONCE = 12
#: Words are filled up to a whole number of these, so that a seal does not tell how long they are to the letter.
STEP = 256
END = b"\x80"


class CannotOpen(Exception):
    """The key is another's, or what was sealed is not what is there."""


class SealedKey(NamedTuple):
    """The key of a thread as its row keeps it, and the name of the key of web that sealed it."""

    sealed: str
    by: str


def new_thread_key(thread: UUID) -> SealedKey:
    """A key for a new thread, sealed. Raises DomainError where this process has no key of web."""
    return _seal_key(AESGCM.generate_key(256), thread, _newest())


def seal_anew(kept: SealedKey, thread: UUID) -> SealedKey:
    """The same key of a thread under the newest key of web. Raises CannotOpen when the old one is gone."""
    return _seal_key(open_thread_key(kept, thread), thread, _newest())


def open_thread_key(kept: SealedKey, thread: UUID) -> bytes:
    """Raises DomainError where this process has no key of web at all, CannotOpen when none of them fits."""
    _newest()
    fitting = next((key for key in web_keys() if key.name == kept.by), None)
    if fitting is None:
        raise CannotOpen(f"No key {kept.by} is here.")
    return _open(fitting.secret, kept.sealed, b"key\n" + thread.bytes)


def seal_words(words: str, key: bytes, *, thread: UUID, letter: UUID, author: UUID) -> str:
    plain = words.encode() + END
    plain += bytes(-len(plain) % STEP)
    return _seal(key, plain, _place(thread, letter, author))


def open_words(sealed: str, key: bytes, *, thread: UUID, letter: UUID, author: UUID) -> str:
    """Raises CannotOpen unless these are the words that this author sealed in this letter of this thread."""
    plain = _open(key, sealed, _place(thread, letter, author))
    return plain.rstrip(b"\0").removesuffix(END).decode()


def key_for_words(words: str, given: UUID, key: bytes) -> UUID:
    """Another key for other words that were sent with a key which is taken. It tells nothing about the words."""
    mark = hmac.new(key, given.bytes + words.encode(), hashlib.sha256).digest()
    return UUID(bytes=mark[:16], version=4)


def newest_name() -> str:
    """The name of the key of web that seals from now on."""
    return _newest().name


def _seal_key(plain: bytes, thread: UUID, under: WebKey) -> SealedKey:
    return SealedKey(_seal(under.secret, plain, b"key\n" + thread.bytes), under.name)


def _newest() -> WebKey:
    keys = web_keys()
    if not keys:
        raise DomainError(_("Legal messages are closed here now. Please tell staff."))
    return keys[0]


def _place(thread: UUID, letter: UUID, author: UUID) -> bytes:
    return b"words\n" + thread.bytes + letter.bytes + author.bytes


def _seal(key: bytes, plain: bytes, place: bytes) -> str:
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, plain, place)).decode()


def _open(key: bytes, sealed: str, place: bytes) -> bytes:
    try:
        whole = base64.b64decode(sealed, validate=True)
        return AESGCM(key).decrypt(whole[:NONCE], whole[NONCE:], place)
    except (InvalidTag, binascii.Error, ValueError):
        raise CannotOpen("What was sealed is not what is there.") from None
