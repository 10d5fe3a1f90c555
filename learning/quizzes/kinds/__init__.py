"""The kinds of question: how each reads what was sent, marks it, says it back, and stands on paper."""

from collections.abc import Sequence
from typing import Any

from learning.quizzes.kinds.arranging import Match, Order
from learning.quizzes.kinds.base import FIELD, Kind, NotAnAnswerError, Sent
from learning.quizzes.kinds.choosing import Hotspot, Multiple, Passage, Rating, Single, Truth
from learning.quizzes.kinds.writing import Gaps, Long, Number, Short
from learning.quizzes.models import Question

__all__ = ["FIELD", "KINDS", "Kind", "NotAnAnswerError", "Sent", "is_right", "kind_of", "read"]

KINDS: dict[str, Kind] = {
    Question.Kind.SINGLE: Single(),
    Question.Kind.MULTIPLE: Multiple(),
    Question.Kind.TRUTH: Truth(),
    Question.Kind.NUMBER: Number(),
    Question.Kind.SHORT: Short(),
    Question.Kind.ORDER: Order(),
    Question.Kind.MATCH: Match(),
    Question.Kind.GAPS: Gaps(),
    Question.Kind.PASSAGE: Passage(),
    Question.Kind.HOTSPOT: Hotspot(),
    Question.Kind.RATING: Rating(),
    Question.Kind.LONG: Long(),
}


def kind_of(question: Question) -> Kind:
    return KINDS[question.kind]


def read(question: Question, sent: Sequence[str]) -> Any:
    """What was sent as an answer, as the response to keep. Raises NotAnAnswerError."""
    return kind_of(question).read(question, sent)


def is_right(question: Question, response: Any) -> bool | None:
    """The mark; None when there is none to give: a tutor marks it, or it has no right answer."""
    return kind_of(question).is_right(question, response)
