"""A draft as its page shows it: its lessons and questions, and how hard each is to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.urls import reverse

from learning.authoring import gate
from learning.authoring.models import Draft
from learning.courses.localised import say
from learning.courses.models import Block, Level
from learning.quizzes.models import Question

#: So much of a text stands in a list.
SHOWN = 70


class Piece(NamedTuple):
    """A lesson, block or question in a list of the draft."""

    code: str
    kind: str
    text: str
    href: str
    see: str
    measured: gate.Measured


@dataclass
class DraftPage:
    draft: Draft
    user: Any

    @cached_property
    def lessons(self) -> Sequence[tuple[Piece, Sequence[Piece]]]:
        return [(self._lesson(one), self.blocks(one)) for one in self.draft.content["lessons"]]

    def _lesson(self, lesson: dict[str, Any]) -> Piece:
        text = "\n\n".join(gate.english(block) for block in lesson["blocks"])
        return Piece(
            lesson["code"],
            say(lesson.get("unit")).text,
            say(lesson["title"]).text,
            self._address("lesson", lesson["code"]),
            self._address("see-lesson", lesson["code"]),
            self._measure(text),
        )

    def blocks(self, lesson: dict[str, Any]) -> Sequence[Piece]:
        see = self._address("see-lesson", lesson["code"])
        return [
            Piece(
                one["code"],
                str(Block.Kind(one["kind"]).label),
                _short(gate.english(one)),
                self._address("block", lesson["code"], one["code"]),
                f"{see}#{one['code']}",
                self._measure(gate.english(one)),
            )
            for one in lesson["blocks"]
        ]

    @cached_property
    def questions(self) -> Sequence[Piece]:
        return [
            Piece(
                one["code"],
                str(Question.Kind(one["kind"]).label),
                _short(say(one["text"]).text),
                self._address("question", one["code"]),
                self._address("see-question", one["code"]),
                self._measure(say(one["text"], "en").text),
            )
            for one in self.draft.content["quiz"]["questions"]
        ]

    @property
    def far_above(self) -> int:
        """How many pieces are far too hard for the class."""
        return len(gate.far_above(self.draft.content))

    @property
    def level(self) -> str:
        return str(Level(self.draft.content["level"]).label)

    @property
    def reads(self) -> float:
        return gate.READS[self.draft.content["level"]]

    @property
    def block_kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in Block.Kind]

    @property
    def question_kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in Question.Kind]

    @property
    def may_answer(self) -> bool:
        """The reader may be the second person."""
        is_waiting = self.draft.status == Draft.Status.REVIEW
        return is_waiting and self.user.pk not in {self.draft.made_by_id, self.draft.edited_by_id}

    def _measure(self, text: str) -> gate.Measured:
        return gate.measure(text, self.draft.content["level"], self.draft.content["glossary"])

    def _address(self, name: str, *codes: str) -> str:
        return reverse(f"authoring:{name}", args=[self.draft.pk, *codes])


def _short(text: str) -> str:
    plain = " ".join(text.replace("*", "").split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"
