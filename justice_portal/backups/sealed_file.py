"""Files that only the holder of a private key can read: whoever makes a backup cannot open it, nor can a thief.

Made like age's: an X25519 key for this file alone, and the content in pieces under ChaCha20-Poly1305, numbered, the last
one marked. A file that was cut, or whose pieces were moved or changed, does not open.
"""

import base64
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

HEAD = b"justice portal backup 1\n"
PIECE = 64 * 1024
TAG = 16


class CannotOpen(Exception):
    """The key is another's, or the file is not whole."""


def new_key() -> tuple[str, str]:
    """A private key to lock away, and the recipient to whom backups are made out."""
    key = X25519PrivateKey.generate()
    return _text(key.private_bytes_raw()), _text(key.public_key().public_bytes_raw())


def seal(pieces: Iterable[bytes], out: IO[bytes], *, recipient: str) -> int:
    """Write the pieces to out for this recipient; how many bytes went in. Raises ValueError for no recipient."""
    once = X25519PrivateKey.generate()
    to = X25519PublicKey.from_public_bytes(_bytes(recipient))
    public = once.public_key().public_bytes_raw()
    cipher = _cipher(once.exchange(to), public + to.public_bytes_raw())
    out.write(HEAD + public)
    number = total = 0
    for piece, is_last in _even(pieces):
        out.write(cipher.encrypt(_nonce(number, is_last), piece, None))
        number, total = number + 1, total + len(piece)
    return total


def unseal(source: IO[bytes], *, key: str) -> Iterator[bytes]:
    """The pieces that went in. Raises CannotOpen as soon as something is wrong: what came before is not to be used."""
    private = X25519PrivateKey.from_private_bytes(_bytes(key))
    if source.read(len(HEAD)) != HEAD:
        raise CannotOpen("This is no backup.")
    public = source.read(32)
    if len(public) != 32:
        raise CannotOpen("The file is cut short.")
    ours = private.public_key().public_bytes_raw()
    cipher = _cipher(private.exchange(X25519PublicKey.from_public_bytes(public)), public + ours)
    number, piece = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, not following), piece, None)
        except InvalidTag:
            raise CannotOpen("The key is another's, or the file was changed or cut short.") from None
        if not following:
            return
        number, piece = number + 1, following


def _even(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The same bytes in pieces of one size, each with whether it is the last; an empty one when there is nothing."""
    held = b""
    for piece in pieces:
        held += piece
        while len(held) > PIECE:
            yield held[:PIECE], False
            held = held[PIECE:]
    yield held, True


def _cipher(shared: bytes, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt, HEAD).derive(shared))


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode()


def _bytes(text: str) -> bytes:
    value = base64.urlsafe_b64decode(text.strip())
    if len(value) != 32:
        raise ValueError("A key has 32 bytes.")
    return value
