"""What is asked in a QTI item, as a question of ours."""

from collections.abc import Callable
from typing import Any

from justice_portal.xml_input import Element
from learning.authoring.incoming import making
from learning.authoring.incoming.outcome import NotTakenError, Why
from learning.authoring.incoming.qti import INLINE, Item, parts_of, plain_name, said_of
from learning.courses.importer import Content
from learning.quizzes.models import Question

K = Question.Kind
Pictures = Callable[[str], str]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CANNOT = {
    "graphicorderinteraction": Why.DRAGS,
    "graphicassociateinteraction": Why.DRAGS,
    "graphicgapmatchinteraction": Why.DRAGS,
    "positionobjectinteraction": Why.DRAGS,
    "selectpointinteraction": Why.DRAGS,
}


def question_of(item: Item, picture: Pictures) -> Content:
    """The item as a question. picture: gives the name to call a picture of the package by. Raises NotTakenError."""
    asked = item.interactions
    if not asked:
        raise NotTakenError(Why.NO_QUESTION)
    if all(plain_name(one) in INLINE for one in asked):
        return _written(item)
    if len(asked) > 1:
        raise NotTakenError(Why.MORE_THAN_ONE)
    name = plain_name(asked[0])
    if name == "hotspotinteraction":
        return _hotspot(item, asked[0], picture)
    if name not in READ:
        raise NotTakenError(CANNOT.get(name, Why.KIND))
    return READ[name](item, asked[0])


def _finished(item: Item, asked: Element, kind: str, own: Content, text: str | Content | None = None) -> Content:
    right = item.response(asked).positive
    stem = item.stem(asked) if text is None else text
    return making.finished(kind, item.said, text=stem, feedback=item.reason(right), **own)


def _choice(item: Item, asked: Element) -> Content:
    response = item.response(asked)
    one = response.cardinality == "single"
    right = response.accepted if one else response.positive
    options = [(item.line(part), said_of(part, "identifier") in right) for part in parts_of(asked, "simplechoice")]
    kind, own = making.choices(options, item.said, one=one)
    return _finished(item, asked, kind, own)


def _order(item: Item, asked: Element) -> Content:
    words = {said_of(one, "identifier"): item.line(one) for one in parts_of(asked, "simplechoice")}
    right = item.response(asked).right
    if not right:
        raise NotTakenError(Why.NO_RIGHT)
    if sorted(right) != sorted(words):
        raise NotTakenError(Why.SHAPE)
    return _finished(item, asked, K.ORDER, making.order([words[one] for one in right], item.said))


def _pairs(item: Item, asked: Element) -> list[list[str]]:
    pairs = [one.split() for one in item.response(asked).positive]
    if not pairs:
        raise NotTakenError(Why.NO_RIGHT)
    if any(len(one) != 2 for one in pairs):
        raise NotTakenError(Why.BROKEN)
    return pairs


def _match(item: Item, asked: Element) -> Content:
    sets = [list(parts_of(one, "simpleassociablechoice")) for one in parts_of(asked, "simplematchset")]
    if len(sets) != 2:
        raise NotTakenError(Why.BROKEN)
    things, partners = ({said_of(one, "identifier"): item.line(one) for one in each} for each in sets)
    pairs = _pairs(item, asked)
    right = dict(pairs)  # type: ignore[arg-type]
    if len(right) < len(pairs) or set(right) != set(things) or not set(right.values()) <= set(partners):
        raise NotTakenError(Why.PAIRS)
    return _matched(item, asked, [(things[one], partners[right[one]]) for one in things], list(partners.values()))


def _associate(item: Item, asked: Element) -> Content:
    words = {said_of(one, "identifier"): item.line(one) for one in parts_of(asked, "simpleassociablechoice")}
    pairs = _pairs(item, asked)
    used = [one for pair in pairs for one in pair]
    if len(set(used)) < len(used) or not set(used) <= set(words):
        raise NotTakenError(Why.PAIRS)
    alone = [text for code, text in words.items() if code not in used]
    return _matched(item, asked, [(words[one], words[other]) for one, other in pairs], alone)


def _matched(item: Item, asked: Element, pairs: list[tuple[str, str]], alone: list[str]) -> Content:
    return _finished(item, asked, K.MATCH, making.match(pairs, alone, item.said))


def _gap_match(item: Item, asked: Element) -> Content:
    words = {said_of(one, "identifier"): item.line(one) for one in parts_of(asked, "gaptext")}
    right = {gap: choice for choice, gap in _pairs(item, asked)}
    made: list[Content] = []

    def place(part: Element) -> str | None:
        if plain_name(part) in {"gaptext", "gapimg", "prompt"}:
            return ""
        if plain_name(part) != "gap":
            return None
        wanted = right.get(said_of(part, "identifier"))
        options = [(text, code == wanted) for code, text in words.items()]
        made.append(making.gap_of(len(made) + 1, options, item.said, chosen=True))
        return f"[{len(made)}]"

    text = item.lines(asked, place)
    return _finished(item, asked, K.GAPS, making.gaps(text, made, item.said), _before(item, asked, making.FILL))


def _hot_text(item: Item, asked: Element) -> Content:
    codes: dict[str, str] = {}

    def place(part: Element) -> str | None:
        if plain_name(part) == "prompt":
            return ""
        if plain_name(part) != "hottext":
            return None
        if len(codes) >= len(LETTERS):
            raise NotTakenError(Why.MANY_CHOICES)
        letter = codes[said_of(part, "identifier")] = LETTERS[len(codes)]
        return f"[{letter}: {item.line(part)}]"

    text = item.lines(asked, place)
    right = [codes[one] for one in item.response(asked).positive if one in codes]
    own = making.chosen_words(text, right, item.said)
    return _finished(item, asked, K.PASSAGE, own, _before(item, asked, making.CHOOSE))


def _before(item: Item, asked: Element, otherwise: Content) -> str | Content:
    """The words before a text with places in it."""
    return item.stem(asked) or otherwise


def _long(item: Item, asked: Element) -> Content:
    return _finished(item, asked, K.LONG, making.long(item.said, item.rubric))


def _slider(item: Item, asked: Element) -> Content:
    """With a right answer it asks for a number; without, how sure somebody is."""
    low, high, step = (_number(said_of(asked, name), given) for name, given in BOUNDS)
    right = item.response(asked).right
    if right:
        return _finished(item, asked, K.NUMBER, making.number(_number(right[0], None)))
    if step <= 0 or high <= low:
        raise NotTakenError(Why.BROKEN)
    return _finished(item, asked, K.RATING, making.rating(round((high - low) / step) + 1, item.said))


BOUNDS = (("lowerbound", 0.0), ("upperbound", None), ("step", 1.0))


def _number(text: str, otherwise: float | None) -> float:
    try:
        return float(text) if text or otherwise is None else otherwise
    except ValueError as error:
        raise NotTakenError(Why.BROKEN) from error


def _hotspot(item: Item, asked: Element, picture: Pictures) -> Content:
    drawn = next(parts_of(asked, "object", "img", "picture"), None)
    if drawn is None:
        raise NotTakenError(Why.NO_PICTURE)
    alt = said_of(drawn, "alt") or said_of(drawn, "arialabel") or " ".join("".join(drawn.itertext()).split())
    if not alt:
        raise NotTakenError(Why.PICTURE)
    wide, high = (_number(said_of(drawn, name), 0) for name in ("width", "height"))
    if wide <= 0 or high <= 0:
        raise NotTakenError(Why.BROKEN)
    right = item.response(asked).positive
    areas = [_area(one, wide, high, right) for one in parts_of(asked, "hotspotchoice")]
    own = making.spots(picture(said_of(drawn, "data") or said_of(drawn, "src")), alt, areas, item.said)
    return _finished(item, asked, K.HOTSPOT, own)


def _area(part: Element, wide: float, high: float, right: list[str]) -> tuple[str, float, float, bool]:
    """Words, and the middle of the place in hundredths."""
    words = said_of(part, "hotspotlabel") or said_of(part, "arialabel")
    if not words:
        raise NotTakenError(Why.NO_PLACES)
    numbers = [_number(one.strip().rstrip("%"), None) for one in said_of(part, "coords").split(",")]
    if len(numbers) < 2 or len(numbers) > 400:
        raise NotTakenError(Why.BROKEN)
    if said_of(part, "shape") in {"circle", "ellipse"}:
        across, down = numbers[0], numbers[1]
    else:  # a box by two corners, or a shape by many
        xs, ys = numbers[0::2], numbers[1::2]
        across, down = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    x, y = across * 100 / wide, down * 100 / high
    if not (0 <= x <= 100 and 0 <= y <= 100):
        raise NotTakenError(Why.BROKEN)
    return words, x, y, said_of(part, "identifier") in right


def _written(item: Item) -> Content:
    """One box at the end of the words is a number or a word; anything else is a text with gaps."""
    asked = item.interactions
    made: list[Content] = []

    def place(part: Element) -> str | None:
        if plain_name(part) not in INLINE:
            return None
        made.append(_gap(item, part, len(made) + 1))
        return f"[{len(made)}]"

    text = item.lines(item.body, place)
    first = item.response(asked[0])
    if len(asked) > 1 or plain_name(asked[0]) != "textentryinteraction" or not _is_at_end(text):
        text = _without_brackets(text, len(made))
        right = [value for one in asked for value in item.response(one).accepted]
        own = making.gaps(text, made, item.said)
        return making.finished(K.GAPS, item.said, text=making.FILL, feedback=item.reason(right), **own)
    if first.base in {"float", "integer"}:
        own = making.number(_number((first.accepted or [""])[0] or "x", None))
        return _finished(item, asked[0], K.NUMBER, own)
    return _finished(item, asked[0], K.SHORT, making.short(first.accepted))


def _is_at_end(text: str) -> bool:
    before, _gap, after = text.partition("[1]")
    return bool(before.strip()) and not any(character.isalnum() for character in after)


def _without_brackets(text: str, gaps: int) -> str:
    """Square brackets are ours: those that the words had become round."""
    for number in range(1, gaps + 1):
        text = text.replace(f"[{number}]", f"\0{number}\1", 1)
    return text.replace("[", "(").replace("]", ")").replace("\0", "[").replace("\1", "]")


def _gap(item: Item, part: Element, number: int) -> Content:
    response = item.response(part)
    if plain_name(part) == "textentryinteraction":
        return making.gap_of(number, [(one, True) for one in response.accepted], item.said, chosen=False)
    options: list[Any] = [
        (item.line(one), said_of(one, "identifier") in response.accepted) for one in parts_of(part, "inlinechoice")
    ]
    return making.gap_of(number, options, item.said, chosen=True)


READ: dict[str, Callable[[Item, Element], Content]] = {
    "choiceinteraction": _choice,
    "orderinteraction": _order,
    "matchinteraction": _match,
    "associateinteraction": _associate,
    "gapmatchinteraction": _gap_match,
    "hottextinteraction": _hot_text,
    "extendedtextinteraction": _long,
    "sliderinteraction": _slider,
}
