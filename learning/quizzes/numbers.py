"""Reads a number the way people write one: 2.5, 2,50, £2.50, 50p, 1,250, ½, 2 1/2, 5 weeks."""

import re
import unicodedata
from collections.abc import Collection
from fractions import Fraction

LONGEST = 40

#: 1,250 and 1 250 are thousands; 2,50 and 0,125 are decimals.
PLAIN = re.compile(r"(?P<sign>[-+]?) ?(?P<whole>[1-9]\d{0,2}(?:[ ,]\d{3})+|\d+)?(?:[.,](?P<part>\d*))?", re.ASCII)
FRACTION = re.compile(r"(?P<sign>[-+]?) ?(?:(?P<whole>\d+) )?(?P<top>\d+) ?/ ?(?P<bottom>\d+)", re.ASCII)
PENCE = frozenset({"p", "pence", "penny", "c", "ceiniog"})
#: Words that people write after a number and that do not change it.
UNITS = frozenset(
    {"pounds", "pound", "punt", "kg", "g", "grams", "gram", "ml", "l", "%", "percent", "per cent", "y cant"}
)


#: Fraction slash, minus sign, Arabic decimal separator.
ALIKE = str.maketrans({"\u2044": "/", "\u2212": "-", "\u066b": "."})


def read_number(text: str, *, units: Collection[str] = ()) -> Fraction | None:
    """The number that text means, or None when it is not a number.

    units: how the question calls its unit, in any language. Pounds asked for and pence written (or the other way
    round) come out in the unit that was asked for.
    """
    if len(text) > LONGEST:
        return None
    asked = {unit.casefold().strip() for unit in units}
    written = _plain_characters(text).casefold()
    in_pounds = written.startswith("£")
    written = written.removeprefix("£").lstrip()
    number, word = _split(written)
    value = _value(number)
    if value is None or (word and not _is_known(word, asked)):
        return None
    if "£" in asked and word in PENCE and not in_pounds:
        return value / 100
    if asked & PENCE and (in_pounds or word in {"pounds", "pound", "punt"}):
        return value * 100
    return value


def _plain_characters(text: str) -> str:
    """½ as 1/2, digits of any script as ours, wide and odd characters as plain ones, single spaces."""
    out = []
    for character in text:
        decomposed = unicodedata.decomposition(character)
        if decomposed.startswith("<fraction>"):
            out.append(" " + unicodedata.normalize("NFKC", character))
        elif decomposed.startswith("<super>"):
            out.append("?")  # 2² is not 22
        elif character.isdecimal():
            out.append(str(unicodedata.decimal(character)))
        else:
            out.append(unicodedata.normalize("NFKC", character))
    return " ".join("".join(out).translate(ALIKE).split())


def _split(written: str) -> tuple[str, str]:
    """The number, and the word after it."""
    end = max(
        (place for place, character in enumerate(written, 1) if character.isdigit() or character in ".,"), default=0
    )
    return written[:end].rstrip("."), written[end:].strip(" .")


def _is_known(word: str, asked: Collection[str]) -> bool:
    return word in PENCE | UNITS or any(word.rstrip("s") == unit.rstrip("s") for unit in asked)


def _value(number: str) -> Fraction | None:
    if found := FRACTION.fullmatch(number):
        if not int(found["bottom"]):
            return None
        value = int(found["whole"] or 0) + Fraction(int(found["top"]), int(found["bottom"]))
    elif (found := PLAIN.fullmatch(number)) and (found["whole"] or found["part"]):
        whole = (found["whole"] or "0").replace(",", "").replace(" ", "")
        value = Fraction(f"{whole}.{found['part'] or '0'}")
    else:
        return None
    return -value if found["sign"] == "-" else value
