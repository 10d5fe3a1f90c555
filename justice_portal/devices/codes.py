"""Codes that are printed, handed over and typed once."""

import secrets

from django.utils.crypto import salted_hmac

#: Without letters and figures that look alike on paper. Eight of them are 39 bits: nobody guesses one in half an hour.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def new_code() -> str:
    """A code as it is printed: two parts of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:4]} {letters[4:]}"


def code_hash(kind: str, typed: str) -> str:
    """What is kept of a code, however it was typed: in small letters, with spaces or hyphens."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return salted_hmac(f"justice_portal.code.{kind}", plain, algorithm="sha256").hexdigest()
