"""The reading-level gate: how hard the words of a course are, beside the level of the class."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from justice_portal.reading import grade, hard_words
from learning.authoring.plain_words import SHORTER
from learning.courses.importer import Content
from learning.courses.models import Level

#: The grade that a class of this level reads with ease. Grade 4 is a child of nine.
READS: dict[str, float] = {
    Level.ENTRY_1: 3.0, Level.ENTRY_2: 4.0, Level.ENTRY_3: 5.0, Level.LEVEL_1: 7.0, Level.LEVEL_2: 9.0,
    Level.LEVEL_3: 11.0,
}  # fmt: skip
#: So far above its level, words that somebody must know need a reason.
FAR = 2.0


class Measured(NamedTuple):
    """How hard a text is for a class."""

    grade: float
    reads: float
    hard: list[tuple[str, str]]  # words of three beats or more, and a shorter one where we know one

    @property
    def is_far(self) -> bool:
        return self.grade > self.reads + FAR

    @property
    def is_fine(self) -> bool:
        return self.grade <= self.reads

    @property
    def kind(self) -> str:
        return "good" if self.is_fine else "bad" if self.is_far else "wait"

    @property
    def verdict(self) -> str | Promise:
        if self.is_fine:
            return _("Easy enough for this class")
        return _("Far too hard for this class") if self.is_far else _("A bit hard for this class")


def measure(text: str, level: str, glossary: list[str]) -> Measured:
    hard = [(word, SHORTER.get(word, "")) for word in hard_words(text, exempt=glossary)]
    short = [(word, SHORTER[word]) for word in _words(text) if word in SHORTER and word not in dict(hard)]
    return Measured(round(grade(text, exempt=glossary), 1), READS[level], [*hard, *short][:12])


def _words(text: str) -> list[str]:
    return list(dict.fromkeys("".join(c if c.isalpha() else " " for c in text.lower()).split()))


def must_know(content: Content) -> Iterator[tuple[str, str]]:
    """The English that a learner must read to know it, piece by piece, with the code of its lesson and block."""
    for lesson in content["lessons"]:
        for block in lesson["blocks"]:
            yield f"{lesson['code']}/{block['code']}", english(block)
    for question in content["quiz"]["questions"]:
        yield f"quiz/{question['code']}", english({"text": question["text"]})


def english(thing: Mapping[str, Any]) -> str:
    """All English in a block, a line each."""
    lines: list[str] = []
    for value in thing.values():
        if isinstance(value, dict):
            lines += [value["en"]] if isinstance(value.get("en"), str) else []
        elif isinstance(value, list):
            lines += [english(one) for one in value if isinstance(one, dict)]
    return "\n\n".join(filter(None, lines))


def far_above(content: Content) -> list[tuple[str, Measured]]:
    """The pieces that are far above the level of the class."""
    pieces = ((where, measure(text, content["level"], content["glossary"])) for where, text in must_know(content))
    return [(where, found) for where, found in pieces if found.is_far]
