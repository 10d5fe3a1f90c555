"""Questions as a tutor types them: one thing on each line, a star before what is right. To the document, and back.

single, multiple   * Paris          short   Paris         order   first / second / third, in the right order
match   hand = glove, one alone: = shoe     gaps    I have [ten|10] pens     passage   [*cat] [dog]
long    2 A greeting that fits      rating  low / high    hotspot * 50,30 The tap
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from learning.quizzes.models import Question

K = Question.Kind
LETTERS = "abcdefgh"
#: Letters for what is put in order: never in the order of the alphabet, so that the page does not show the answer.
MIXED = "cahfdbge"
POINTS = re.compile(r"(\d{1,2})\s+(\S.*)")
SPOT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*,\s*(\d{1,3}(?:\.\d+)?)\s+(\S.*)")
BLANK = re.compile(r"\[([^\[\]]{1,200})\]")


class LinesError(DomainError):
    """What was typed is no question yet; the message says what to do."""


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def read(kind: str, typed: str, welsh: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a question from what was typed. Raises LinesError."""
    lines, cy = lines_of(typed), lines_of(welsh)
    if cy and len(cy) != len(lines) and kind != K.SHORT:
        raise LinesError(_("Write as many lines in Welsh as in English."))
    return _READ[K(kind)](lines, cy, given)


def _both(english: str, welsh: list[str], place: int) -> dict[str, str]:
    return {"en": english, **({"cy": _bare(welsh[place])} if welsh else {})}


def _bare(line: str) -> str:
    return line.removeprefix("*").strip()


def _check_count(lines: list[str], least: int, most: int = 8) -> None:
    if len(lines) < least:
        raise LinesError(_("Write at least %(least)s lines.") % {"least": least})
    if len(lines) > most:
        raise LinesError(_("Write at most %(most)s lines.") % {"most": most})


def _choices(lines: list[str], cy: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    _check_count(lines, 2)
    right = sum(line.startswith("*") for line in lines)
    if given["kind"] == K.SINGLE and right != 1:
        raise LinesError(_("Put * in front of the one right answer."))
    if not right:
        raise LinesError(_("Put * in front of each right answer."))
    return {"choices": [_choice(line, cy, place) for place, line in enumerate(lines)]}


def _choice(line: str, cy: list[str], place: int) -> dict[str, Any]:
    made = {"code": LETTERS[place], "text": _both(_bare(line), cy, place)}
    return made | ({"right": True} if line.startswith("*") else {})


def _truth(_lines: list[str], _cy: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    if given.get("truth") not in {"true", "false"}:
        raise LinesError(_("Say whether it is true."))
    return {"answer": given["truth"] == "true"}


def _number(_lines: list[str], _cy: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    if given.get("answer") is None:
        raise LinesError(_("Write the right number."))
    made = {"answer": _plain(given["answer"]), "tolerance": _plain(given.get("tolerance") or 0)}
    return made | ({"unit": {"en": given["unit"], "cy": given["unit"]}} if given.get("unit") else {})


def _plain(number: Any) -> int | float:
    return int(number) if number == int(number) else float(number)


def _short(lines: list[str], cy: list[str], _given: Mapping[str, Any]) -> dict[str, Any]:
    if not any(character.isalnum() for line in lines for character in line):
        raise LinesError(_("Write each form that is right, one on each line."))
    return {"accepted": {"en": lines[:20], "cy": (cy or lines)[:20]}, "near": True}


def _order(lines: list[str], cy: list[str], _given: Mapping[str, Any]) -> dict[str, Any]:
    _check_count(lines, 3)
    codes = [letter for letter in MIXED if letter in LETTERS[: len(lines)]]
    return {"items": [{"code": codes[n], "text": _both(line, cy, n)} for n, line in enumerate(lines)]}


def _match(lines: list[str], cy: list[str], _given: Mapping[str, Any]) -> dict[str, Any]:
    _check_count(lines, 2)
    if not all("=" in line for line in (*lines, *cy)):
        raise LinesError(_("Write each pair with = between the two."))
    halves = [[half.strip() for half in line.split("=", 1)] for line in lines]
    welsh = [[half.strip() for half in line.split("=", 1)] for line in cy]
    codes = [letter for letter in MIXED if letter in LETTERS[: len(lines)]]
    items, matches = [], []
    for n, (thing, partner) in enumerate(halves):
        if not partner:
            raise LinesError(_("Write what belongs to each thing, after the =."))
        matches.append({"code": codes[n], "text": {"en": partner, **({"cy": welsh[n][1]} if welsh else {})}})
        if thing:
            words = {"en": thing, **({"cy": welsh[n][0]} if welsh else {})}
            items.append({"code": LETTERS[len(items)], "text": words, "match": codes[n]})
    if len(items) < 2:
        raise LinesError(_("Write at least two pairs."))
    return {"items": items, "matches": matches}


def _gaps(lines: list[str], cy: list[str], _given: Mapping[str, Any]) -> dict[str, Any]:
    found = {"en": [one.split("|") for line in lines for one in BLANK.findall(line)]}
    if cy:
        found["cy"] = [one.split("|") for line in cy for one in BLANK.findall(line)]
    counts = {len(one) for one in found.values()}
    if counts == {0} or len(counts) > 1 or max(counts) > 9:
        raise LinesError(_("Put each gap in square brackets, with what is right in it: I have [ten|10] pens."))
    forms = [[[form.strip() for form in one if form.strip()] for one in each] for each in found.values()]
    if not all(one for each in forms for one in each):
        raise LinesError(_("Put each gap in square brackets, with what is right in it: I have [ten|10] pens."))
    gaps = [
        {"code": str(n + 1), "accepted": {"en": forms[0][n], "cy": forms[-1][n]}, "near": True}
        for n in range(len(forms[0]))
    ]
    passage = {"en": _numbered(lines), **({"cy": _numbered(cy)} if cy else {})}
    return {"passage": passage, "gaps": gaps}


def _numbered(lines: list[str]) -> str:
    count = iter(range(1, 100))
    return "\n".join(BLANK.sub(lambda _found: f"[{next(count)}]", line) for line in lines)


def _passage(lines: list[str], cy: list[str], _given: Mapping[str, Any]) -> dict[str, Any]:
    pieces = [one for line in lines for one in BLANK.findall(line)]
    right = ["abcdefghijklmnopqrstuvwxyz"[n] for n, one in enumerate(pieces[:26]) if one.startswith("*")]
    if not right or len(right) == len(pieces) or len(pieces) > 26:
        raise LinesError(_("Put square brackets round what can be chosen, with * in what is right: [*cat] and [dog]."))
    if cy and len([one for line in cy for one in BLANK.findall(line)]) != len(pieces):
        raise LinesError(_("Put as many places to choose in the Welsh as in the English."))
    return {"passage": {"en": _lettered(lines), **({"cy": _lettered(cy)} if cy else {})}, "right": right}


def _lettered(lines: list[str]) -> str:
    letters = iter("abcdefghijklmnopqrstuvwxyz")
    return "\n".join(BLANK.sub(lambda found: f"[{next(letters)}: {_bare(found[1])}]", line) for line in lines)


def _hotspot(lines: list[str], cy: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    _check_count(lines, 2)
    areas = []
    for place, line in enumerate(lines):
        found = SPOT.fullmatch(_bare(line))
        if not found or float(found[1]) > 100 or float(found[2]) > 100:
            raise LinesError(
                _("Write where each place is and what it is: 50,30 The tap. 0,0 is the top left, 100,100 the end.")
            )
        areas.append(
            {
                "code": LETTERS[place],
                "text": _both(found[3], cy, place),
                "x": _plain(float(found[1])),
                "y": _plain(float(found[2])),
                **({"right": True} if line.startswith("*") else {}),
            }
        )
    if sum("right" in one for one in areas) != 1:
        raise LinesError(_("Put * in front of the one right answer."))
    if not given.get("picture") or not given.get("alt"):
        raise LinesError(_("Choose a picture, and say in words what it shows."))
    return {"picture": given["picture"], "alt": {"en": given["alt"]}, "areas": areas}


def _rating(lines: list[str], cy: list[str], _given: Mapping[str, Any]) -> dict[str, Any]:
    if len(lines) != 2:
        raise LinesError(_("Write two lines: the words for the low end, and for the high end."))
    return {"low": _both(lines[0], cy, 0), "high": _both(lines[1], cy, 1), "steps": 5}


def _long(lines: list[str], cy: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    _check_count(lines, 1, 6)
    rubric = []
    for place, line in enumerate(lines):
        found = POINTS.fullmatch(line)
        if not found or not 1 <= int(found[1]) <= 10:
            raise LinesError(_("Begin each line with its points: 2 A greeting that fits."))
        words = {"en": found[2], **({"cy": POINTS.sub(r"\2", cy[place])} if cy else {})}
        rubric.append({"code": LETTERS[place], "text": words, "points": int(found[1])})
    most = sum(line["points"] for line in rubric)
    needed = given.get("points") or (most + 1) // 2
    if needed > most:
        raise LinesError(_("The lines give %(most)s points. Ask for no more than that.") % {"most": most})
    return {"rubric": rubric, "points": needed}


Reader = Callable[[list[str], list[str], Mapping[str, Any]], dict[str, Any]]
_READ: dict[Question.Kind, Reader] = {
    K.SINGLE: _choices, K.MULTIPLE: _choices, K.TRUTH: _truth, K.NUMBER: _number, K.SHORT: _short, K.ORDER: _order,
    K.MATCH: _match, K.GAPS: _gaps, K.PASSAGE: _passage, K.HOTSPOT: _hotspot, K.RATING: _rating, K.LONG: _long,
}  # fmt: skip
