"""QTI 2.x and 3.0: one item. Both versions read alike once the names of their parts are: choiceInteraction and
qti-choice-interaction are the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from justice_portal.xml_input import Element, name_of
from learning.authoring.incoming.outcome import Noted, NotTakenError, Why
from learning.authoring.incoming.wording import Writer, clean

#: Parts of an item that a learner does not read with the question.
ASIDE = {
    "feedbackinline", "feedbackblock", "rubricblock", "templateinline", "templateblock", "responsedeclaration", "outcomedeclaration",
    "modalfeedback", "stylesheet", "prompt", "companionmaterialsinfo", "cataloginfo",
}  # fmt: skip
INLINE = {"textentryinteraction", "inlinechoiceinteraction"}
CHANGING = {"templatedeclaration", "templateprocessing", "printedvariable"}


def plain_name(part: Element) -> str:
    """The name of a part, the same for every version."""
    return name_of(part).removeprefix("qti-").replace("-", "").lower()


def said_of(part: Element, name: str) -> str:
    """What a part says of itself, by the name of version 2 in small letters."""
    for key, value in part.attrib.items():
        if key.replace("-", "").lower() == name:
            return value.strip()
    return ""


def parts_of(part: Element, *names: str) -> Iterator[Element]:
    """All parts of these names within it, in order."""
    return (one for one in part.iter() if one is not part and plain_name(one) in names)


@dataclass
class Response:
    """What counts as right. single: one value is asked for."""

    base: str = ""
    cardinality: str = "single"
    right: list[str] = field(default_factory=list)
    worth: dict[str, float] = field(default_factory=dict)

    @property
    def accepted(self) -> list[str]:
        """Every value that is right."""
        best = max(self.worth.values(), default=0)
        mapped = [key for key, worth in self.worth.items() if best > 0 and worth == best]
        return list(dict.fromkeys([*self.right, *(mapped if self.cardinality == "single" or not self.right else [])]))

    @property
    def positive(self) -> list[str]:
        """Every value that is worth something, where several are asked for."""
        return self.right or [key for key, worth in self.worth.items() if worth > 0]


class Item:
    """One item, and what must be said of it. Raises NotTakenError for what no item of ours can do."""

    def __init__(self, root: Element) -> None:
        self.root, self.said = root, Noted()
        self.title = said_of(root, "title") or said_of(root, "label")
        body = next(parts_of(root, "itembody"), None)
        if body is None:
            raise NotTakenError(Why.BROKEN)
        self.body = body
        if any(plain_name(one) in CHANGING for one in root.iter()) or said_of(root, "adaptive") == "true":
            raise NotTakenError(Why.CHANGES)
        self.responses = {said_of(one, "identifier"): _response(one) for one in parts_of(root, "responsedeclaration")}
        self.interactions = [one for one in body.iter() if plain_name(one).endswith("interaction")]

    def response(self, interaction: Element) -> Response:
        return self.responses.get(said_of(interaction, "responseidentifier"), Response())

    def words(self, part: Element, *, place: Callable[[Element], str | None] = lambda _part: None) -> str:
        """The words of a part as Markdown. place: what stands for a part that is not read as words; None for one that is."""
        return self._written(part, Writer(self.said, with_marks=True), place)

    def line(self, part: Element) -> str:
        return self._written(part, Writer(self.said, with_marks=False), lambda _part: None)

    def lines(self, part: Element, place: Callable[[Element], str | None]) -> str:
        """Words without marks, a line a paragraph, with what stands for places in it."""
        return self._written(part, Writer(self.said, with_marks=False, keeps_lines=True), place)

    def _written(self, part: Element, writer: Writer, place: Callable[[Element], str | None]) -> str:
        _walk(part, writer, place)
        return writer.words

    def stem(self, interaction: Element | None = None) -> str:
        """The words before and after an interaction, then its own prompt."""
        around = self.words(self.body, place=lambda one: "" if plain_name(one).endswith("interaction") else None)
        prompt = next(parts_of(interaction, "prompt"), None) if interaction is not None else None
        return "\n\n".join(filter(None, (around, "" if prompt is None else self.words(prompt))))

    def reason(self, right: Sequence[str]) -> str:
        """What is said to the right answer."""
        wanted = {*right, "correct", "Correct", "CORRECT", "right", "RIGHT"}
        said = [
            self.words(one)
            for one in parts_of(self.root, "modalfeedback", "feedbackblock", "feedbackinline")
            if said_of(one, "identifier") in wanted and said_of(one, "showhide") != "hide"
        ]
        return "\n\n".join(dict.fromkeys(filter(None, said)))

    @property
    def rubric(self) -> str:
        """What is told to who marks it, a line each."""
        parts = [one for one in parts_of(self.root, "rubricblock") if "scorer" in said_of(one, "view")]
        return "\n".join(self.lines(one, lambda _part: None) for one in parts)


def _walk(part: Element, writer: Writer, place: Callable[[Element], str | None]) -> None:
    writer.text(part.text or "")
    for one in part:
        name, stands = plain_name(one), place(one)
        if stands is not None:
            writer.out.append(stands)
        elif name in {"sup", "sub"}:
            writer.small(name, "".join(one.itertext()))
        elif name and name not in ASIDE:
            given: dict[str, str | None] = {key.lower(): value for key, value in one.attrib.items()}
            if name == "object" and said_of(one, "type").startswith("image/"):
                name, given = "img", {"alt": said_of(one, "alt") or " ".join("".join(one.itertext()).split())}
                writer.start(name, given)
            else:
                writer.start(name, given)
                _walk(one, writer, place)
                writer.end(name)
        writer.text(one.tail or "")


def _response(part: Element) -> Response:
    made = Response(said_of(part, "basetype").lower(), said_of(part, "cardinality") or "single")
    for correct in parts_of(part, "correctresponse"):
        made.right += [value for one in parts_of(correct, "value") if (value := clean(one.text or "").strip())]
    for entry in parts_of(part, "mapentry"):
        try:
            made.worth[clean(said_of(entry, "mapkey"))] = float(said_of(entry, "mappedvalue"))
        except ValueError as error:
            raise NotTakenError(Why.BROKEN) from error
    return made
