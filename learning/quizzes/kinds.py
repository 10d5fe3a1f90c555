"""The kinds of question: how each reads what was sent, marks it, and says it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from learning.courses.localised import say
from learning.quizzes.models import Question
from learning.quizzes.numbers import LONGEST, read_number

#: What a form sends for a question: its fields by name, each perhaps more than once.
Sent = Mapping[str, Sequence[str]]
FIELD = "answer"


class NotAnAnswerError(DomainError):
    """What was sent cannot be read as an answer. The message says what to do; what was typed is kept."""


@dataclass(frozen=True, slots=True)
class Kind:
    """read: what was sent, as a response to keep; raises NotAnAnswerError. is_right: the mark. shown: the response in words."""

    template: str
    read: Callable[[Question, Sequence[str]], Any]
    is_right: Callable[[Question, Any], bool]
    shown: Callable[[Question, Any], list[str]]
    right_answer: Callable[[Question], list[str]]


def read(question: Question, sent: Sequence[str]) -> Any:
    """What was sent as an answer, as the response to keep. Raises NotAnAnswerError."""
    return KINDS[question.kind].read(question, sent)


def is_right(question: Question, response: Any) -> bool:
    return KINDS[question.kind].is_right(question, response)


def _codes(question: Question) -> list[str]:
    return [choice["code"] for choice in question.content["choices"]]


def _right_codes(question: Question) -> list[str]:
    return [choice["code"] for choice in question.content["choices"] if choice.get("right")]


def _words_of(question: Question, codes: Sequence[str]) -> list[str]:
    return [say(choice["text"]).text for choice in question.content["choices"] if choice["code"] in codes]


def _read_single(question: Question, sent: Sequence[str]) -> list[str]:
    chosen = [code for code in sent if code]
    if not chosen:
        raise NotAnAnswerError(_("Choose an answer."))
    if len(chosen) > 1 or chosen[0] not in _codes(question):
        raise NotAnAnswerError(_("Choose one of the answers on the page."))
    return chosen


def _read_multiple(question: Question, sent: Sequence[str]) -> list[str]:
    chosen = {code for code in sent if code}
    if not chosen:
        raise NotAnAnswerError(_("Choose one answer or more."))
    if not chosen <= set(_codes(question)):
        raise NotAnAnswerError(_("Choose from the answers on the page."))
    return sorted(chosen)


def _chose_right(question: Question, response: Sequence[str]) -> bool:
    return sorted(response) == sorted(_right_codes(question))


def _units(question: Question) -> list[str]:
    return list(question.content.get("unit", {}).values())


def _read_number(question: Question, sent: Sequence[str]) -> str:
    text = sent[0].strip() if sent else ""
    if not text:
        raise NotAnAnswerError(_("Write your answer in the box."))
    if len(text) > LONGEST:
        raise NotAnAnswerError(_("That is too long. Write one number, like 2.50."))
    if read_number(text, units=_units(question)) is None:
        raise NotAnAnswerError(_("Write your answer as a number, like 2.50."))
    return text


def _wrote_right(question: Question, response: str) -> bool:
    number = read_number(response, units=_units(question))
    if number is None:
        return False
    return abs(number - Fraction(question.content["answer"])) <= Fraction(question.content["tolerance"])


def with_unit(question: Question, number: str) -> str:
    """A number as people write it with the question's unit: £2.50, 5 weeks."""
    unit = say(question.content.get("unit")).text
    if unit == "£":
        return number if number.startswith("£") else f"£{number}"
    return f"{number} {unit}" if unit and not number.endswith(unit) else number


def _right_number(question: Question) -> list[str]:
    answer = question.content["answer"]
    if "£" in _units(question) and "." in answer:
        answer = f"{float(answer):.2f}"
    return [with_unit(question, answer)]


KINDS: dict[str, Kind] = {
    Question.Kind.SINGLE: Kind(
        "learning/quizzes/single.html",
        _read_single,
        _chose_right,
        _words_of,
        lambda question: _words_of(question, _right_codes(question)),
    ),
    Question.Kind.MULTIPLE: Kind(
        "learning/quizzes/multiple.html",
        _read_multiple,
        _chose_right,
        _words_of,
        lambda question: _words_of(question, _right_codes(question)),
    ),
    Question.Kind.NUMBER: Kind(
        "learning/quizzes/number.html",
        _read_number,
        _wrote_right,
        lambda question, response: [with_unit(question, response)],
        _right_number,
    ),
}
