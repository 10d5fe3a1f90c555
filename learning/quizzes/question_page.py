"""One question of a try, as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from justice_portal.keys import uuid7
from learning.courses.localised import Wording, say
from learning.quizzes import library
from learning.quizzes.kinds import kind_of
from learning.quizzes.models import Attempt, Question


@dataclass
class QuestionPage:
    """A question, and what was sent for it when that could not be read."""

    attempt: Attempt
    question: Question
    problem: str = ""
    sent: Sequence[str] = ()

    @classmethod
    def next_of(cls, attempt: Attempt) -> Self:
        """The first question that has no answer yet."""
        answered = set(attempt.answers.values_list("question", flat=True))
        waiting = next(pk for pk in attempt.question_ids if pk not in answered)
        return cls(attempt, library.questions(attempt.quiz_id)[waiting])

    @classmethod
    def again(cls, attempt: Attempt, question: Question, *, problem: str, sent: Sequence[str]) -> Self:
        return cls(attempt, question, problem, sent)

    @property
    def template(self) -> str:
        return kind_of(self.question).template

    @property
    def first(self) -> str:
        """The element that an error leads to."""
        return kind_of(self.question).first

    @property
    def number(self) -> int:
        return self.attempt.question_ids.index(self.question.pk) + 1

    @property
    def total(self) -> int:
        return self.attempt.of

    @property
    def words(self) -> Wording:
        return say(self.question.html["text"])

    @property
    def html(self) -> SafeString:
        return mark_safe(self.words.text)  # noqa: S308 - sanitised when it was loaded

    @property
    def fields(self) -> dict[str, Any]:
        """What the template of the kind needs, with what was sent in its place."""
        return kind_of(self.question).fields(self.question, self.sent)

    @property
    def key(self) -> UUID:
        return uuid7()

    @property
    def leave(self) -> str:
        """Where "stop for now" leads: the answers are saved."""
        return reverse("courses:course", args=[library.version_of(self.attempt).course.code])
