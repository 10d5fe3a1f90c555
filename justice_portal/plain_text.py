"""What counts as text that somebody typed: nothing that the next reader cannot see (T41).

`tidy` takes out what a keyboard puts in by itself and what says nothing; `refuse_hidden` says no to the rest, so that
nothing can be carried in a message, a goal or a file name unseen.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Drawn as nothing, or as a blank that no space bar makes, though Unicode does not call them format characters.
BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Screen keyboards end many pictures with a selector, and join several with a joiner; neither says anything by itself.
AFTER_PICTURE = re.compile("(?<=[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])[\ufe0e\ufe0f]")
KEYCAP = re.compile("(?<=[0-9#*])\ufe0f(?=\u20e3)")
BETWEEN_PICTURES = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])")
HIDDEN = re.compile(f"[{BLANKS}{SELECTORS}]")
#: Unicode categories that nobody can see: control, format, surrogate, private use, unassigned.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
#: More marks than any language puts on one letter.
PILED_MARKS = 4
SHOWN_BEFORE = 20


def tidy(text: str) -> str:
    """The same words with one kind of line break and of space, letters composed, and no bare keyboard marks."""
    if text.isascii():
        return LINE_BREAKS.sub("\n", text).replace("\t", " ")
    text = SPACES.sub(" ", LINE_BREAKS.sub("\n", text))
    text = BETWEEN_PICTURES.sub("", KEYCAP.sub("", AFTER_PICTURE.sub("", text)))
    return unicodedata.normalize("NFC", text)


def first_hidden(text: str) -> int | None:
    """Where the first character stands that a reader could not see; None when there is none."""
    if text.isascii() and text.isprintable():
        return None
    marks = 0
    for place, character in enumerate(text):
        if character != "\n" and is_hidden(character):
            return place
        marks = marks + 1 if unicodedata.category(character) == "Mn" else 0
        if marks > PILED_MARKS:
            return place
    return None


def reveal(text: str) -> str:
    """The text for who must judge it: each character that could not be seen is shown as its code point."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"[U+{ord(one):04X}]" if one != "\n" and is_hidden(one) else one for one in text)


def is_hidden(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN or bool(HIDDEN.match(character))


def refuse_hidden(text: object) -> None:
    """A validator: raises ValidationError that says after which words the hidden character stands. Looks into lists too."""
    if isinstance(text, dict):
        text = [*text, *text.values()]
    if isinstance(text, list | tuple | set):
        for one in text:
            refuse_hidden(one)
    if not isinstance(text, str):
        return  # a field of text that cleans to something else: a UUID, a number
    place = first_hidden(text)
    if place is None:
        return
    before = text[max(0, place - SHOWN_BEFORE) : place].strip()
    if before:
        raise ValidationError(
            _("There is a hidden mark after “%(before)s”. Please type that part again."),
            code="hidden",
            params={"before": before},
        )
    raise ValidationError(_("There is a hidden mark at the start. Please type it again."), code="hidden")
