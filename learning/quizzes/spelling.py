"""Whether what somebody wrote is one of the forms that are accepted: fair to those who find spelling hard."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from django.utils.translation import get_language

Accepted = Mapping[str, Sequence[str]]
MARKS = re.compile(r"[^\w\s%£]|_")
#: A word shorter than this must be spelt right: cat is not car.
SHORTEST_NEAR = 5


def plain(text: str) -> str:
    """The words alone: without capitals, accents, marks and doubled blanks."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(MARKS.sub(" ", bare.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")).split())


def is_one_of(text: str, accepted: Accepted, *, near: bool = False) -> bool:
    """Whether text is one of the accepted forms, in whichever language. near: one letter may be wrong in a long word."""
    said = plain(text)
    forms = [plain(form) for each in accepted.values() for form in each]
    return said in forms or (near and any(is_near(said, form) for form in forms))


def is_near(one: str, other: str) -> bool:
    """One letter too many, too few, other, or two that changed places; never in a short word, never a number."""
    if min(len(one), len(other)) < SHORTEST_NEAR or any(letter.isdigit() for letter in one + other):
        return False
    if len(one) == len(other):
        wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
        return len(wrong) <= 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def best_of(accepted: Accepted) -> str:
    """The form to show: the first one in the reader's language."""
    return (accepted.get((get_language() or "en")[:2]) or accepted["en"])[0]
