"""What people type, before it is kept: one kind of line break, and no characters that only a machine can see."""

import unicodedata
from typing import Any

from django import forms

#: Joiners that some scripts and pictures need; everything else of category Cf hides or turns text.
KEPT = {"\u200c", "\u200d"}
#: Blank letters that show nothing and are no spaces to Unicode.
BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\u034f"}


def visible(text: str) -> str:
    """The text without tag characters, direction marks, zero-width and control characters; a line break is one character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter in "\n\t" or _shows(letter)).strip()


def _shows(letter: str) -> bool:
    if letter in KEPT:
        return True
    if letter in BLANK or "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef":
        return False
    return unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cn"}


class WordsField(forms.CharField):
    """Words that a human will read. Its length limit counts a line break once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 6}), **kwargs})

    def to_python(self, value: Any) -> str:
        return visible(super().to_python(value) or "")
