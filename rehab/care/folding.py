"""Reading a text as a human eye would: without case, accents, look-alike letters and what cannot be seen.

Each view of a text keeps, for every character, where it stands in the text that was typed, so that the part that a rule
found can be marked. All of it runs once over the text, from left to right: no text is slow (T79).
"""

import unicodedata
from dataclasses import dataclass

#: Letters of other alphabets, and letters that do not come apart, that are read as a Latin letter.
LOOKALIKES = {
    **dict(zip("авесԁеԍһіјкӏмопԛрѕтцѵԝхуүз", "abecdeghijklmonqpstuvwxyy3", strict=True)),
    **dict(zip("αβεγηικνορτυωχζ", "abeyniknoptuwxz", strict=True)),
    **dict(zip("łøđðıħŧɡɑǀ", "loddihtgal", strict=True)),
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}

#: Categories of what cannot be seen: format and control characters, unassigned ones, marks on other letters.
UNSEEN = {"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"}

#: "don't" and "dont" are one word.
DROPPED = set("'’‘`´ʼ")

MOST_CHARACTERS = 20_000


class _Fold(dict):
    """One character to how it is read: worked out when it first comes. What is rarer than most is not kept."""

    def __missing__(self, char: str) -> str:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char.casefold()).casefold())
        folded = "".join(_read(part) for part in plain)
        if len(self) < MOST_CHARACTERS:
            self[char] = folded
        return folded


def _read(char: str) -> str:
    if char in "\n\t":
        return char
    if char in DROPPED:
        return ""
    category = unicodedata.category(char)
    if category in UNSEEN:
        return ""
    if category.startswith("Z"):
        return " "
    if category.startswith("N") and (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    return LOOKALIKES.get(char, char)


FOLD = _Fold()


@dataclass(frozen=True, slots=True)
class View:
    """A text as it is read in one way; starts and ends say where each of its characters was typed."""

    text: str
    starts: list[int]
    ends: list[int]

    def part(self, start: int, end: int) -> tuple[int, int]:
        """The part of the typed text that text[start:end] was read from."""
        return self.starts[start], self.ends[end - 1]


def fold(typed: str) -> View:
    """Small letters and figures without accents; what cannot be seen is gone."""
    letters: list[str] = []
    starts: list[int] = []
    for index, char in enumerate(typed):
        if folded := FOLD[char]:
            letters.append(folded)
            if len(folded) == 1:
                starts.append(index)
            else:
                starts.extend((index,) * len(folded))
    return View("".join(letters), starts, [index + 1 for index in starts])
