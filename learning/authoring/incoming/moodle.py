"""Moodle XML: a quiz element with a question element for each question."""

from collections.abc import Callable, Iterator

from justice_portal.xml_input import Element, name_of
from learning.authoring.incoming import making, moodle_gaps
from learning.authoring.incoming.outcome import Found, Noted, NotTakenError, Why
from learning.authoring.incoming.wording import bare, from_html
from learning.courses.importer import Content
from learning.quizzes.models import Question

K = Question.Kind
#: What cannot come along, with its reason. Any other kind that we do not know: KIND.
CANNOT = {
    "description": Why.NO_QUESTION,
    "calculated": Why.CHANGES,
    "calculatedsimple": Why.CHANGES,
    "calculatedmulti": Why.CHANGES,
    "random": Why.CHANGES,
    "randomsamatch": Why.CHANGES,
    "ddmarker": Why.DRAGS,
    "ddimageortext": Why.DRAGS,
}
PASSES_WITH_NO_QUESTION = {"category"}


def read_moodle(root: Element) -> Found:
    """Every question of the file."""
    found = Found()
    for place, one in enumerate((part for part in root if name_of(part) == "question"), 1):
        kind = one.attrib.get("type", "")
        if kind in PASSES_WITH_NO_QUESTION:
            continue
        item = Item(one)
        name = making.shown(bare(item.as_written("name") or item.as_written("questiontext")), str(place))
        try:
            if kind not in READ:
                raise NotTakenError(CANNOT.get(kind, Why.KIND))
            found.take(name, READ[kind](item), item.said)
        except NotTakenError as error:
            found.skip(name, error.why)
    return found


class Item:
    """One question element, and what must be said of it."""

    def __init__(self, part: Element) -> None:
        self.part, self.said = part, Noted()

    def all(self, name: str, of: Element | None = None) -> Iterator[Element]:
        return (one for one in (self.part if of is None else of) if name_of(one) == name)

    def as_written(self, name: str, of: Element | None = None) -> str:
        """The text of a part as it is written: in its text element, or by itself."""
        part = next(self.all(name, of), None)
        if part is None:
            return ""
        inner = next(self.all("text", part), part)
        return (inner.text or "").strip()

    def words(self, name: str) -> str:
        part = next(self.all(name), None)
        return "" if part is None else self.text_of(part)

    def text_of(self, part: Element) -> str:
        return from_html(self._html(part), self.said)

    def lines(self, name: str) -> str:
        """Words without marks, a line a paragraph."""
        part = next(self.all(name), None)
        return "" if part is None else from_html(self._html(part), self.said, with_marks=False, keeps_lines=True)

    def line_of(self, part: Element) -> str:
        return from_html(self._html(part), self.said, with_marks=False)

    def _html(self, part: Element) -> str:
        inner = next(self.all("text", part), part)
        text = inner.text or ""
        if part.attrib.get("format") in {"plain_text", "markdown"}:
            return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "<p>")
        return text

    def answers(self) -> Iterator[tuple[Element, float]]:
        """Each answer with its worth of 100."""
        for one in self.all("answer"):
            try:
                worth = float(one.attrib.get("fraction", "0"))
            except ValueError as error:
                raise NotTakenError(Why.BROKEN) from error
            yield one, worth

    def right(self) -> list[Element]:
        """The answers that are wholly right; that others were right in part is noted."""
        if any(0 < worth < 100 for _one, worth in self.answers()):
            self.said.notes.add(Why.PARTLY)
        return [one for one, worth in self.answers() if worth >= 100]

    @property
    def reason(self) -> str:
        """Why the right answer is right: what is said to it, and to all."""
        said = [self.words("generalfeedback"), *(self._feedback(one) for one, worth in self.answers() if worth >= 100)]
        return "\n\n".join(dict.fromkeys(filter(None, (*said[1:], said[0]))))

    def _feedback(self, answer: Element) -> str:
        part = next(self.all("feedback", answer), None)
        return "" if part is None else self.text_of(part)

    def finished(self, kind: str, own: Content, *, text: str | Content | None = None) -> Content:
        asked = self.words("questiontext") if text is None else text
        hint = self.words("hint")
        return making.finished(kind, self.said, text=asked, feedback=self.reason, hint=hint, **own)


def _choice(item: Item) -> Content:
    one = item.as_written("single").lower() in {"true", "1", ""}
    right = item.right() if one else [part for part, worth in item.answers() if worth > 0]
    options = [(item.line_of(part), part in right) for part, _worth in item.answers()]
    kind, own = making.choices(options, item.said, one=one)
    return item.finished(kind, own)


def _truth(item: Item) -> Content:
    right = [item.line_of(part).lower() for part in item.right()]
    if right not in (["true"], ["false"]):
        raise NotTakenError(Why.NO_RIGHT)
    return item.finished(K.TRUTH, {"answer": right == ["true"]})


def _short(item: Item) -> Content:
    return item.finished(K.SHORT, making.short(item.line_of(part) for part in item.right()))


def _number(item: Item) -> Content:
    right = [part for part in item.right() if item.line_of(part) != "*"]
    if not right:
        raise NotTakenError(Why.NO_RIGHT)
    if len(right) > 1:
        item.said.notes.add(Why.OTHER_NUMBERS)
    answer, tolerance = item.line_of(right[0]), item.as_written("tolerance", right[0])
    try:
        value, off = float(answer.replace(",", ".")), float(tolerance.replace(",", ".") or 0)
    except ValueError as error:
        raise NotTakenError(Why.BROKEN) from error
    return item.finished(K.NUMBER, making.number(value, off, _unit(item)))


def _unit(item: Item) -> str:
    for units in item.all("units"):
        for unit in item.all("unit", units):
            if item.as_written("multiplier", unit) in {"1", "1.0", "1.0000000"}:
                return item.as_written("unit_name", unit)
    return ""


def _match(item: Item) -> Content:
    pairs, alone = [], []
    for part in item.all("subquestion"):
        thing, answer = item.line_of(part), next(item.all("answer", part), None)
        partner = "" if answer is None else item.line_of(answer)
        if thing and partner:
            pairs.append((thing, partner))
        elif partner:
            alone.append(partner)
    return item.finished(K.MATCH, making.match(pairs, alone, item.said))


def _order(item: Item) -> Content:
    things = list(item.all("answer"))
    worth = [one.attrib.get("fraction", "") for one in things]
    if len(set(worth)) == len(things) and all(one.replace(".", "", 1).isdigit() for one in worth):
        things.sort(key=lambda one: float(one.attrib["fraction"]))
    return item.finished(K.ORDER, making.order([item.line_of(one) for one in things], item.said))


def _long(item: Item) -> Content:
    return item.finished(K.LONG, making.long(item.said, item.words("graderinfo")))


def _gaps(item: Item) -> Content:
    found = moodle_gaps.gaps_of(item.lines("questiontext"), item.said)
    return item.finished(K.GAPS, found, text=making.FILL)


def _gap_choices(item: Item) -> Content:
    """gapselect and ddwtos: [[1]] in the text is the place of the first choice, among those of its group."""
    options = []
    for name in ("selectoption", "dragbox"):
        options += [(item.line_of(part), item.as_written("group", part) or "1") for part in item.all(name)]
    found = moodle_gaps.numbered(item.lines("questiontext"), options, item.said)
    return item.finished(K.GAPS, found, text=making.FILL)


READ: dict[str, Callable[[Item], Content]] = {
    "multichoice": _choice,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _match,
    "essay": _long,
    "ordering": _order,
    "cloze": _gaps,
    "multianswer": _gaps,
    "gapselect": _gap_choices,
    "ddwtos": _gap_choices,
}
