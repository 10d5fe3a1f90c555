"""Questions as our document holds them, from the parts that a file gave. Each maker raises NotTakenError."""

from collections.abc import Iterable, Sequence
from typing import Any

from learning.authoring.incoming.outcome import SHOWN, Noted, NotTakenError, Why
from learning.authoring.incoming.wording import clean, line, passage, words
from learning.authoring.question_lines import LETTERS, MIXED, POINTS
from learning.courses.importer import Content, question_faults
from learning.quizzes.kinds import KINDS
from learning.quizzes.models import Question

K = Question.Kind
#: What stands where a file does not say why the right answer is right. A tutor sees that it stands there.
NO_REASON = {"en": "Look at the right answer once more.", "cy": "Edrychwch ar yr ateb cywir unwaith eto."}
FILL = {"en": "Fill the gaps.", "cy": "Llenwch y bylchau."}
CHOOSE = {"en": "Choose the right words.", "cy": "Dewiswch y geiriau cywir."}
TRUE, FALSE = {"true", "t", "yes", "right", "correct"}, {"false", "f", "no", "wrong", "not true", "incorrect"}
MOST_CHOICES, MOST_GAPS, MOST_GAP_CHOICES, MOST_FORMS = 8, 9, 6, 20
LOWEST, HIGHEST = {"en": "The low end", "cy": "Y pen isaf"}, {"en": "The high end", "cy": "Y pen uchaf"}


def shown(name: str, fallback: str) -> str:
    """What a question is called in the report."""
    said = " ".join(clean(name).split()) or fallback
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"


def finished(kind: str, said: Noted, *, text: str | Content, feedback: str = "", hint: str = "", **own: Any) -> Content:
    """The whole question, if it is one that we can hold."""
    made: Content = {"kind": str(kind), "text": text if isinstance(text, dict) else {"en": words(text)}, **own}
    made["feedback"] = {"en": words(feedback)} if feedback.strip() else NO_REASON
    if hint.strip():
        made["hint"] = {"en": words(hint)}
    if not feedback.strip() and kind != K.RATING:
        said.notes.add(Why.NO_REASON)
    if question_faults({"code": "q", **made}) or list(KINDS[kind].faults(made)):
        raise NotTakenError(Why.SHAPE)
    return made


def choices(options: Sequence[tuple[str, bool]], said: Noted, *, one: bool) -> tuple[str, Content]:
    """Choose one, or choose all that are right. options: words, and whether they are right."""
    _count(options, 2, MOST_CHOICES)
    right = sum(is_right for _text, is_right in options)
    if not right:
        raise NotTakenError(Why.NO_RIGHT)
    if one and right > 1:
        raise NotTakenError(Why.TWO_RIGHT)
    if one and (answer := _as_truth(options)) is not None:
        return K.TRUTH, {"answer": answer}
    made = [
        {"code": LETTERS[n], "text": {"en": line(text, said)}, **({"right": True} if is_right else {})}
        for n, (text, is_right) in enumerate(options)
    ]
    return (K.SINGLE if one else K.MULTIPLE), {"choices": made}


def _as_truth(options: Sequence[tuple[str, bool]]) -> bool | None:
    """Whether the right one of two is "True"; None when they are other words."""
    said = [text.strip().casefold() for text, _is_right in options]
    if len(said) != 2 or not ({*said} & {"true", "false"}) or not all(one in TRUE | FALSE for one in said):
        return None
    return next(text for text, (_text, is_right) in zip(said, options, strict=True) if is_right) in TRUE


def forms(given: Iterable[str]) -> list[str]:
    """The forms that are right, each once."""
    found = list(dict.fromkeys(" ".join(clean(one).split()) for one in given))
    kept = [one for one in found if one and "*" not in one]
    if found and not kept:
        raise NotTakenError(Why.PATTERN if any(found) else Why.NO_RIGHT)
    if not any(character.isalnum() for one in kept for character in one):
        raise NotTakenError(Why.NO_RIGHT)
    if any(len(one) > 100 for one in kept):
        raise NotTakenError(Why.TOO_LONG)
    return kept[:MOST_FORMS]


def short(given: Iterable[str]) -> Content:
    return {"accepted": {"en": forms(given)}}


def number(answer: float, tolerance: float = 0, unit: str = "") -> Content:
    if not (abs(answer) <= 1e9 and 0 <= tolerance <= 1e9):  # neither is what is no number at all
        raise NotTakenError(Why.SHAPE)
    made: Content = {"answer": _plain(answer), "tolerance": _plain(tolerance)}
    return made | ({"unit": {"en": line(unit, Noted())}} if unit.strip() else {})


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 9)


def order(things: Sequence[str], said: Noted) -> Content:
    _count(things, 3, MOST_CHOICES)
    codes = [letter for letter in MIXED if letter in LETTERS[: len(things)]]
    return {"items": [{"code": codes[n], "text": {"en": line(text, said)}} for n, text in enumerate(things)]}


def match(pairs: Sequence[tuple[str, str]], alone: Sequence[str], said: Noted) -> Content:
    """pairs: a thing and what belongs to it. alone: what belongs to nothing."""
    partners = list(dict.fromkeys([*(partner for _thing, partner in pairs), *alone]))
    _count(pairs, 2, MOST_CHOICES)
    _count(partners, 2, MOST_CHOICES)
    codes = dict(zip(partners, (letter for letter in MIXED if letter in LETTERS[: len(partners)]), strict=True))
    return {
        "items": [
            {"code": LETTERS[n], "text": {"en": line(thing, said)}, "match": codes[partner]}
            for n, (thing, partner) in enumerate(pairs)
        ],
        "matches": [{"code": code, "text": {"en": line(partner, said)}} for partner, code in codes.items()],
    }


def gap_of(code: int, given: Sequence[tuple[str, bool]], said: Noted, *, chosen: bool) -> Content:
    """One gap: to choose from a list, or to write in."""
    right = [text for text, is_right in given if is_right]
    if not right:
        raise NotTakenError(Why.NO_RIGHT)
    if not chosen:
        return {"code": str(code), "accepted": {"en": forms(right)}}
    if len(right) > 1:
        raise NotTakenError(Why.TWO_RIGHT)
    _count(given, 2, MOST_GAP_CHOICES)
    return {
        "code": str(code),
        "choices": [
            {"code": LETTERS[n], "text": {"en": line(text, said)}, **({"right": True} if is_right else {})}
            for n, (text, is_right) in enumerate(given)
        ],
    }


def gaps(text: str, found: Sequence[Content], said: Noted) -> Content:
    if len(found) > MOST_GAPS:
        raise NotTakenError(Why.MANY_GAPS)
    if not found:
        raise NotTakenError(Why.NO_QUESTION)
    return {"passage": {"en": passage(text, said)}, "gaps": list(found)}


def long(said: Noted, wanted: str = "") -> Content:
    """An answer in own words. wanted: what the file tells markers, a line each, with points in front or without."""
    rubric = []
    for text in [one.lstrip("-•* ") for one in wanted.splitlines() if one.strip()][:6]:
        points, what = (int(found[1]), found[2]) if (found := POINTS.fullmatch(text.strip())) else (1, text)
        rubric.append((min(max(points, 1), 10), line(what, said)))
    if not rubric:
        said.notes.add(Why.RUBRIC)
        rubric = [(2, "It answers what was asked"), (1, "It is clear")]
    lines = [{"code": LETTERS[n], "text": {"en": text}, "points": points} for n, (points, text) in enumerate(rubric)]
    return {"rubric": lines, "points": (sum(points for points, _text in rubric) + 1) // 2}


def chosen_words(text: str, right: Sequence[str], said: Noted) -> Content:
    """Choose words in a text. text: with [a: words] in it."""
    if not right:
        raise NotTakenError(Why.NO_RIGHT)
    return {"passage": {"en": passage(text, said)}, "right": sorted(right)}


def spots(picture: str, alt: str, areas: Sequence[tuple[str, float, float, bool]], said: Noted) -> Content:
    """Choose a place in a picture. areas: words, how far across and down of 100, whether it is right."""
    _count(areas, 2, MOST_CHOICES)
    right = sum(area[3] for area in areas)
    if right != 1:
        raise NotTakenError(Why.TWO_RIGHT if right else Why.NO_RIGHT)
    made = [
        {
            "code": LETTERS[n],
            "text": {"en": line(text, said)},
            "x": _plain(round(x, 1)),
            "y": _plain(round(y, 1)),
            **({"right": True} if is_right else {}),
        }
        for n, (text, x, y, is_right) in enumerate(areas)
    ]
    return {"picture": picture, "alt": {"en": line(alt, said)}, "areas": made}


def rating(steps: int, said: Noted, low: str = "", high: str = "") -> Content:
    if not 3 <= steps <= 7:
        raise NotTakenError(Why.SHAPE)
    said.notes.add(Why.RATING)
    ends = {"low": {"en": line(low, said)} if low else LOWEST, "high": {"en": line(high, said)} if high else HIGHEST}
    return {**ends, "steps": steps}


def _count(things: Sequence[Any], least: int, most: int) -> None:
    if len(things) < least:
        raise NotTakenError(Why.FEW_CHOICES)
    if len(things) > most:
        raise NotTakenError(Why.MANY_CHOICES)
