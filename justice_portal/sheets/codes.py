"""The code on a printed sheet: seven letters and figures, and one more that tells a slip of the hand.

The alphabet has 31 signs, a prime: the sum, weighted by place, catches every single wrong sign and every two that
changed places.
"""

import secrets
from collections.abc import Callable

from justice_portal.devices.codes import ALPHABET

RANDOM = 7
#: What people read or type for a sign that the alphabet leaves out.
NOT_THERE = frozenset("01IOL")


def new_code(choice: Callable[[str], str] = secrets.choice) -> str:
    """A code as it is kept: eight signs, without a space. choice: how each is drawn, for estates that can be had again."""
    signs = "".join(choice(ALPHABET) for _one in range(RANDOM))
    return signs + _check(signs)


def _check(signs: str) -> str:
    return ALPHABET[sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, start=2)) % len(ALPHABET)]


def in_two(code: str) -> str:
    """As it is printed: two parts of four."""
    return f"{code[:4]} {code[4:]}"


def read_code(typed: str) -> str:
    """The code that was typed, in small letters or with spaces or hyphens; empty when there is a slip in it."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(plain) != RANDOM + 1 or any(sign not in ALPHABET for sign in plain):
        return ""
    return plain if _check(plain[:RANDOM]) == plain[RANDOM] else ""
