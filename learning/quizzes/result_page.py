"""How a try went, as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.utils.safestring import SafeString, mark_safe

from learning.courses.localised import say
from learning.courses.models import Version
from learning.quizzes import library
from learning.quizzes.kinds import kind_of
from learning.quizzes.models import Answer, Attempt, Question


@dataclass(frozen=True, slots=True)
class Marked:
    """A question with the answer that was given, in words."""

    number: int
    html: SafeString
    given: Sequence[str]
    is_right: bool | None
    right_answer: Sequence[str]
    feedback: SafeString
    waits: bool  # for a tutor
    mark: Any  # what the tutor gave, or nothing
    rubric: Sequence[tuple[str, int, int]]  # its lines: words, points given, points to be had


@dataclass(frozen=True, slots=True)
class ResultPage:
    attempt: Attempt
    marked: Sequence[Marked]
    late: bool  # an answer came after the time was over
    before: Attempt | None  # the try before the course, to see how far they have come

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        answers = {answer.question_id: answer for answer in attempt.answers.select_related("mark__marked_by")}
        questions = library.questions(attempt.quiz_id)
        return cls(
            attempt,
            [
                _marked(number, questions[pk], answers[pk])
                for number, pk in enumerate(attempt.question_ids, 1)
                if pk in answers
            ],
            any(answer.is_late for answer in answers.values()),
            Attempt.objects.filter(
                enrolment=attempt.enrolment_id, sort=Attempt.Sort.BEFORE, right__isnull=False
            ).first(),
        )

    @property
    def version(self) -> Version:
        return library.version_of(self.attempt)

    @property
    def again(self) -> list[Marked]:
        """What to look at again."""
        return [one for one in self.marked if one.is_right is False]

    @property
    def right(self) -> list[Marked]:
        return [one for one in self.marked if one.is_right]

    @property
    def rest(self) -> list[Marked]:
        """What has no mark: it waits for a tutor, or there is no right or wrong in it."""
        return [one for one in self.marked if one.is_right is None]

    @property
    def all_right(self) -> bool:
        return not self.again


def _marked(number: int, question: Question, answer: Answer) -> Marked:
    kind, mark = kind_of(question), getattr(answer, "mark", None)
    return Marked(
        number,
        mark_safe(say(question.html["text"]).text),  # noqa: S308 - sanitised when it was loaded
        kind.shown(question, answer.response),
        answer.is_right,
        kind.right_answer(question),
        mark_safe(say(question.html["feedback"]).text),  # noqa: S308 - as above
        kind.waits and answer.is_right is None,
        mark,
        [
            (say(line["text"]).text, mark.points.get(line["code"], 0), line["points"])
            for line in (question.content["rubric"] if mark else ())
        ],
    )
