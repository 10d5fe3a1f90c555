"""What a PIN may be, and whether one is right.

A PIN is four to six figures, or four to six of the drawn pictures, in an order that the person chose. What others would
try first is refused: runs, repeats, birthdays, the figures of the prison number.
"""

from collections.abc import Sequence
from itertools import pairwise

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.accounts.doors import spend_hash
from justice_portal.accounts.models import User
from justice_portal.devices.codes import code_hash
from justice_portal.people.models import Person
from justice_portal.pins.models import Pin

SHORTEST, LONGEST = 4, 6
#: Picture to its name. Each is an icon "picture-…" of the sprite; the order is that on the page.
PICTURES = {
    "sun": gettext_lazy("Sun"),
    "moon": gettext_lazy("Moon"),
    "star": gettext_lazy("Star"),
    "tree": gettext_lazy("Tree"),
    "flower": gettext_lazy("Flower"),
    "fish": gettext_lazy("Fish"),
    "bird": gettext_lazy("Bird"),
    "boat": gettext_lazy("Boat"),
    "car": gettext_lazy("Car"),
    "key": gettext_lazy("Key"),
    "cup": gettext_lazy("Cup"),
    "ball": gettext_lazy("Ball"),
}
#: Lines and corners of a key pad, and sounds, that everybody tries.
KNOWN = {"2580", "0852", "1397", "7931", "1379", "9731", "3179", "147258", "258147", "159753", "357159", "5683", "1004"}


def sealed(kind: str, secret: str) -> str:
    """The Argon2id hash that is kept."""
    return make_password(f"{kind}:{secret}")


def hash_of_code(person: Person, code: str) -> str:
    """What is kept of the code with which this person chooses a PIN: it is worth nothing for anybody else."""
    return code_hash(f"pin.{person.pk}", code)


def matches(user: User | None, kind: str, secret: str) -> bool:
    """Whether this is the PIN of this account. It costs one hash, whoever it is and whether or not there is a PIN."""
    pin: Pin | None = getattr(user, "pin", None)
    if pin is None:
        spend_hash(f"{kind}:{secret}")
        return False
    return check_password(f"{kind}:{secret}", pin.secret)


def weakness(kind: str, secret: str, person: Person | None) -> str:
    """Why others would guess it, in a plain sentence; empty when it is good. Raises nothing, whatever was typed."""
    return _weak_pictures(secret) if kind == Pin.Kind.PICTURES else _weak_numbers(secret, person)


def _weak_numbers(secret: str, person: Person | None) -> str:
    if not (secret.isascii() and secret.isdigit() and SHORTEST <= len(secret) <= LONGEST):
        return _("A PIN is 4, 5 or 6 numbers.")
    half = len(secret) // 2
    if len(set(secret)) < 3 or secret[:half] == secret[half:]:
        return _("The same numbers come again and again. Mix them more.")
    if _is_run([int(figure) for figure in secret], 10):
        return _("These numbers stand in a row, like 1234. Mix them more.")
    if secret in KNOWN:
        return _("Many people choose this one. Choose another.")
    if person is not None and any(part in secret for part in _birthdays(person)):
        return _("Do not use the day or year you were born.")
    if person is not None and any(part in secret for part in _of_number(person)):
        return _("Do not use the numbers of your prison number.")
    return ""


def _weak_pictures(secret: str) -> str:
    chosen = secret.split(",")
    if not (SHORTEST <= len(chosen) <= LONGEST and all(name in PICTURES for name in chosen)):
        return _("Choose 4 pictures.")
    if len(set(chosen)) < 3:
        return _("The same pictures come again and again. Mix them more.")
    order = list(PICTURES)
    if _is_run([order.index(name) for name in chosen], len(order)):
        return _("These pictures stand in a row on the page. Mix them more.")
    return ""


def _is_run(places: Sequence[int], size: int) -> bool:
    """Whether each comes as far after the last as the one before it: 1234, 8642, 7890."""
    return len({(later - earlier) % size for earlier, later in pairwise(places)}) == 1


def _birthdays(person: Person) -> list[str]:
    return [person.born_on.strftime(form) for form in ("%Y", "%d%m", "%m%d", "%d%m%y", "%y%m%d", "%m%y")]


def _of_number(person: Person) -> list[str]:
    figures = "".join(letter for letter in person.number if letter.isdigit())
    return [figures, figures[::-1]] if len(figures) >= SHORTEST else []
