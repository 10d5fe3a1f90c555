"""GIFT: questions as plain text, the answers of each between braces."""

import re
from collections.abc import Iterator

from learning.authoring.incoming import making
from learning.authoring.incoming.outcome import FileProblem, FileRefusedError, Found, Noted, NotTakenError, Why
from learning.authoring.incoming.wording import bare, clean, from_html
from learning.courses.importer import Content
from learning.quizzes.models import Question

K = Question.Kind
LARGEST = 1024 * 1024
#: A sign after a backslash stands for itself: meanwhile it is one that no text has.
ESCAPED = {sign: chr(0xE000 + n) for n, sign in enumerate("~=#{}:\\")}
BACK = str.maketrans({mark: sign for sign, mark in ESCAPED.items()})
TITLE = re.compile(r"^\s*::(.*?)::", re.DOTALL)
FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
WEIGHT = re.compile(r"^%(-?\d{1,3}(?:\.\d{1,6})?)%")
TAG = re.compile(r"<[A-Za-z/!]|&[a-z]{2,8};|&#\d")
NUMBER = re.compile(r"[-+]?\d{1,12}(?:[.,]\d{1,9})?")


def read_gift(text: str) -> Found:
    """Every question of a file. Raises FileRefusedError when it is no GIFT."""
    if len(text) > LARGEST or "{" not in text:
        raise FileRefusedError(FileProblem.UNKNOWN)
    found = Found()
    for place, block in enumerate(_blocks(clean(text)), 1):
        title = TITLE.match(block)
        stem = FORMAT.sub("", TITLE.sub("", block, 1), 1).split("{", 1)[0]
        name = making.shown(bare((title[1] if title else stem).translate(BACK)), str(place))
        said = Noted()
        try:
            found.take(name, _question(block, said), said)
        except NotTakenError as error:
            found.skip(name, error.why)
    return found


def _blocks(text: str) -> Iterator[str]:
    """The questions, with comments and categories left out, and escaped signs as marks."""
    for block in re.split(r"\n[ ]*\n", text):
        lines = [one for one in block.split("\n") if not one.lstrip().startswith(("//", "$CATEGORY:"))]
        kept = "\n".join(lines).strip()
        for sign, mark in ESCAPED.items():
            kept = kept.replace(f"\\{sign}", mark)
        if kept:
            yield kept.replace("\\n", "\n")


def _question(block: str, said: Noted) -> Content:
    rest = TITLE.sub("", block, 1).strip()
    style = FORMAT.match(rest)
    rest = FORMAT.sub("", rest, 1).strip()
    if "{" not in rest and "}" not in rest:
        raise NotTakenError(Why.NO_QUESTION)
    if rest.count("{") != 1 or rest.count("}") != 1 or rest.index("{") > rest.index("}"):
        raise NotTakenError(Why.BROKEN)
    before, _brace, tail = rest.partition("{")
    answers, _brace, after = tail.partition("}")
    answers, _mark, general = answers.partition("####")
    reader = _Words((style[1] if style else "").lower(), said)
    stem, rest_of_it = reader.words(before), reader.words(after)
    kind, own, feedback = _answers(answers.strip(), reader, said)
    reasons = "\n\n".join(filter(None, (feedback, reader.words(general))))
    if rest_of_it and kind in {K.SINGLE, K.SHORT}:
        return making.finished(K.GAPS, said, text=making.FILL, feedback=reasons, **_in_text(before, after, own, reader))
    return making.finished(kind, said, text=f"{stem} {rest_of_it}".strip(), feedback=reasons, **own)


class _Words:
    """Reads text in the style that the question says: HTML unless it says otherwise."""

    def __init__(self, style: str, said: Noted) -> None:
        self.style, self.said = style, said

    def words(self, text: str) -> str:
        return from_html(self._html(text.translate(BACK)), self.said).strip()

    def line(self, text: str) -> str:
        return from_html(self._html(FORMAT.sub("", text, 1).translate(BACK)), self.said, with_marks=False).strip()

    def _html(self, text: str) -> str:
        """Text in the style that the question says: HTML where there is a tag, unless it says otherwise."""
        if self.style in {"plain", "markdown"} or not TAG.search(text):
            text = text.replace("&", "&amp;").replace("<", "&lt;")
        return text.replace("\n\n", "<p>")


def _answers(answers: str, reader: _Words, said: Noted) -> tuple[str, Content, str]:
    """What stands between the braces: the kind, its own part, and why it is right."""
    verdict, _mark, feedback = answers.partition("#")
    if not answers:
        return K.LONG, making.long(said), ""
    if answers.startswith("#"):
        own, why = _number(answers[1:], reader, said)
        return K.NUMBER, own, why
    if verdict.strip().upper() in {"T", "TRUE", "F", "FALSE"}:
        why = feedback.split("#")[-1] if "#" in feedback else feedback
        return K.TRUTH, {"answer": verdict.strip().upper().startswith("T")}, reader.words(why)
    if not answers.startswith(("=", "~")):
        raise NotTakenError(Why.BROKEN)
    if "->" in answers and "~" not in answers:
        return K.MATCH, _match(answers, reader, said), ""
    options = list(_options(answers, said))
    why = next((reader.words(reason) for _text, right, reason in options if right and reason), "")
    if "~" not in answers:
        return K.SHORT, making.short(reader.line(text) for text, right, _reason in options if right), why
    one = "=" in answers
    kind, own = making.choices([(reader.line(text), right) for text, right, _reason in options], said, one=one)
    return kind, own, why


def _options(answers: str, said: Noted) -> Iterator[tuple[str, bool, str]]:
    """Words, whether they are right, and what is said to them."""
    for sign, part in re.findall(r"([=~])([^=~]*)", answers):
        text, _mark, reason = part.strip().partition("#")
        weight = WEIGHT.match(text)
        worth = float(weight[1]) if weight else (100.0 if sign == "=" else 0.0)
        if 0 < worth < 100 and sign == "=":
            said.notes.add(Why.PARTLY)
        right = worth == 100 if sign == "=" else worth > 0
        yield WEIGHT.sub("", text, 1).strip(), right, reason.strip()


def _match(answers: str, reader: _Words, said: Noted) -> Content:
    pairs, alone = [], []
    for part in answers.split("=")[1:]:
        thing, arrow, partner = part.partition("->")
        if not arrow:
            raise NotTakenError(Why.BROKEN)
        thing, partner = reader.line(thing), reader.line(partner.split("#")[0])
        if thing:
            pairs.append((thing, partner))
        else:
            alone.append(partner)
    return making.match(pairs, alone, said)


def _number(text: str, reader: _Words, said: Noted) -> tuple[Content, str]:
    options = list(_options(text, said)) if "=" in text else [(*text.partition("#")[::2], "")]
    options = options if "=" in text else [(options[0][0], True, options[0][1])]  # type: ignore[list-item]
    right = [(given, reason) for given, is_right, reason in options if is_right and given]
    if not right:
        raise NotTakenError(Why.NO_RIGHT)
    if len(right) > 1:
        said.notes.add(Why.OTHER_NUMBERS)
    given, reason = right[0]
    if ".." in given:
        low, high = (_value(one) for one in given.split("..", 1))
        if high < low:
            raise NotTakenError(Why.BROKEN)
        return making.number((low + high) / 2, (high - low) / 2), reader.words(reason)
    answer, _colon, tolerance = given.partition(":")
    return making.number(_value(answer), _value(tolerance) if tolerance.strip() else 0), reader.words(reason)


def _value(text: str) -> float:
    if not NUMBER.fullmatch(text.strip()):
        raise NotTakenError(Why.BROKEN)
    return float(text.strip().replace(",", "."))


def _in_text(before: str, after: str, own: Content, reader: _Words) -> Content:
    """A gap in the middle of a sentence."""
    start, end = (reader.line(text).replace("[", "(").replace("]", ")") for text in (before, after))
    given = [(one["text"]["en"], bool(one.get("right"))) for one in own.get("choices", [])]
    is_chosen = bool(given)
    given = given or [(one, True) for one in own["accepted"]["en"]]
    gap = making.gap_of(1, given, reader.said, chosen=is_chosen)
    return making.gaps(f"{start} [1] {end}".strip(), [gap], reader.said)
