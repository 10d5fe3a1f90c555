"""Gaps in the text of a Moodle question: {1:SHORTANSWER:=ten~=10}, or [[1]] with choices beside the text."""

import re
from collections.abc import Sequence

from learning.authoring.incoming import making
from learning.authoring.incoming.outcome import Noted, NotTakenError, Why
from learning.courses.importer import Content

#: The kind of a gap is one word after its points; what is chosen or written comes after it.
GAP = re.compile(r"\{(\d{0,3}):([A-Z_]{1,24}):((?:\\.|[^\\}]){0,4000})\}", re.DOTALL)
WRITTEN = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC", "NUMERICAL", "NM"}
CHOSEN = {f"{name}{shuffled}" for name in ("MULTICHOICE", "MULTICHOICE_V", "MULTICHOICE_H") for shuffled in ("", "S", "_S")} | {
    "MC", "MCS", "MCV", "MCVS", "MCH", "MCHS", "MULTICHOICE_VS", "MULTICHOICE_HS",
}  # fmt: skip
WEIGHT = re.compile(r"^%(-?\d{1,3}(?:\.\d{1,6})?)%")
NUMBERED = re.compile(r"\[\[(\d{1,2})\]\]")
SPLIT = re.compile(r"(?<!\\)~")


def gaps_of(text: str, said: Noted) -> Content:
    """The gaps of a text as ours."""
    made: list[Content] = []
    found = list(GAP.finditer(text))
    if len(found) > making.MOST_GAPS:
        raise NotTakenError(Why.MANY_GAPS)
    out, last = "", 0
    for number, gap in enumerate(found, 1):
        if gap[2] not in WRITTEN | CHOSEN:
            raise NotTakenError(Why.KIND)
        options = [_option(part, gap[2], said) for part in SPLIT.split(gap[3]) if part.strip()]
        made.append(making.gap_of(number, options, said, chosen=gap[2] in CHOSEN))
        out += f"{_round(text[last : gap.start()])}[{number}]"
        last = gap.end()
    return making.gaps(out + _round(text[last:]), made, said)


def _option(part: str, kind: str, said: Noted) -> tuple[str, bool]:
    """Words, and whether they are right."""
    text = re.split(r"(?<!\\)#", part.strip(), maxsplit=1)[0]
    weight = WEIGHT.match(text)
    worth = float(weight[1]) if weight else (100.0 if text.startswith("=") else 0.0)
    text = WEIGHT.sub("", text, 1).removeprefix("=")
    if 0 < worth < 100:
        said.notes.add(Why.PARTLY)
    if kind in {"NUMERICAL", "NM"}:
        text = text.split(":")[0]
    return re.sub(r"\\(.)", r"\1", text).strip(), worth >= 100


def numbered(text: str, options: Sequence[tuple[str, str]], said: Noted) -> Content:
    """[[1]] is the place of the first option. options: words, and the group that they are chosen in."""
    places = [int(found[1]) for found in NUMBERED.finditer(text)]
    if len(places) > making.MOST_GAPS:
        raise NotTakenError(Why.MANY_GAPS)
    made: list[Content] = []
    out, last = "", 0
    for number, found in enumerate(NUMBERED.finditer(text), 1):
        place = int(found[1])
        if not 1 <= place <= len(options):
            raise NotTakenError(Why.BROKEN)
        right, group = options[place - 1]
        among = list(dict.fromkeys(words for words, of in options if of == group))
        made.append(making.gap_of(number, [(words, words == right) for words in among], said, chosen=True))
        out += f"{_round(text[last : found.start()])}[{number}]"
        last = found.end()
    return making.gaps(out + _round(text[last:]), made, said)


def _round(text: str) -> str:
    """Words around gaps: square brackets are ours."""
    return text.replace("[", "(").replace("]", ")")
