"""The secret of an invitation: 256 bits, in the email only. We keep its hash."""

import secrets
from hashlib import sha256


def new_secret() -> tuple[str, str]:
    """A secret and its hash."""
    secret = secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
