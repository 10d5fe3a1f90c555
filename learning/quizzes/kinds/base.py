"""What every kind of question can do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags

from justice_portal.errors import DomainError
from justice_portal.sheets.questions import asked
from learning.courses.localised import say
from learning.quizzes.models import Question

#: What a form sends for a question, in the order of the page.
Sent = Sequence[str]
FIELD = "answer"
#: What is shown again of an answer that could not be read.
LONGEST_SHOWN = 200


class NotAnAnswerError(DomainError):
    """What was sent cannot be read as an answer. The message says what to do; what was typed is kept."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose on the page."""

    code: str
    text: str
    is_chosen: bool = False


class Kind:
    """One kind of question. A response is what is kept of an answer: text, or a list of texts."""

    template: str
    #: Whether the question counts for the score.
    counts = True
    #: Whether a tutor marks it.
    waits = False
    longest_shown = LONGEST_SHOWN
    #: The element that an error leads to.
    first = "answer-1"

    def read(self, question: Question, sent: Sent) -> Any:
        """What was sent, as a response to keep. Raises NotAnAnswerError."""
        raise NotImplementedError

    def is_right(self, question: Question, response: Any) -> bool | None:
        """The mark; None when the server gives none."""
        raise NotImplementedError

    def shown(self, question: Question, response: Any) -> list[str]:
        """The response in the reader's words."""
        raise NotImplementedError

    def right_answer(self, question: Question) -> list[str]:
        """The right answer in the reader's words; nothing when there is none."""
        raise NotImplementedError

    def fields(self, question: Question, sent: Sent) -> dict[str, Any]:
        """What the template needs beside the words of the question, with what was sent before in its place."""
        return {"typed": sent[0] if sent else ""}

    def faults(self, content: Mapping[str, Any]) -> Iterable[str]:
        """What is wrong with the content of such a question that its shape cannot say: no right answer, most of all."""
        return ()

    def on_paper(self, question: Question) -> list[dict[str, Any]]:
        """The question as one or more of a printed sheet; `from_paper` puts their answers together again."""
        raise NotImplementedError

    def from_paper(self, question: Question, answers: Mapping[str, Any]) -> list[str]:
        """The answers to what `on_paper` asked, by its codes, as the page would have sent them."""
        given = answers.get(str(question.pk), "")
        return [given] if isinstance(given, str) else list(given)


def codes_of(question: Question, name: str = "choices") -> list[str]:
    return [one["code"] for one in question.content[name]]


def text_of(things: Iterable[Mapping[str, Any]], code: str) -> str:
    """The words of the one with this code, in the reader's language."""
    return next((say(one["text"]).text for one in things if one["code"] == code), "")


def both_words(texts: Mapping[str, str] | None) -> tuple[str, str]:
    """A text in both languages, without its marks."""
    given = dict(texts or {})
    return strip_tags(say(given, "en").text), strip_tags(say(given, "cy").text)


def paper_question(question: Question, kind: str, **given: Any) -> dict[str, Any]:
    """The question as one question of a sheet."""
    return asked(str(question.pk), kind, both_words(question.html["text"]), **given)


def part_code(question: Question, part: str) -> str:
    """The code of one part of a question on a sheet."""
    return f"{question.pk}-{part}"


def paper_parts(question: Question, parts: Iterable[tuple[str, tuple[str, str], Any]]) -> list[dict[str, Any]]:
    """A question that is asked part by part: (code, words, choices or None). Its own words head the parts."""
    made = []
    for code, words, choices in parts:
        heading = {} if made else {"section": both_words(question.html["text"])}
        kind = "text" if choices is None else "choice"
        made.append(asked(part_code(question, code), kind, words, choices=choices or (), **heading))
    return made
