"""What there is to do in each course on offer, with a right and a wrong answer to each question: for the demo estate."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from learning.courses.models import Version
from learning.quizzes.examples import examples_of
from learning.quizzes.kinds import kind_of


class Check(NamedTuple):
    block: UUID
    choices: int
    right: int


class Ask(NamedTuple):
    """A question with a right and a wrong response. rubric: of what a tutor marks."""

    question: UUID
    right: Any
    wrong: Any
    counts: bool
    rubric: list[dict[str, Any]]


class Outline(NamedTuple):
    """What there is to do in a course."""

    version: Version
    lessons: list[tuple[UUID, list[Check]]]
    quiz: UUID
    pass_mark: int
    asks: list[Ask]


def outlines() -> list[Outline]:
    """Every course on offer."""
    offered = Version.objects.offered().for_catalogue().select_related("quiz")
    return [
        Outline(
            version,
            [(lesson.pk, list(_checks(lesson))) for lesson in version.lessons.prefetch_related("blocks")],
            version.quiz.pk,
            version.quiz.pass_mark,
            [_ask(question) for question in version.quiz.questions.all()],
        )
        for version in offered
    ]


def _checks(lesson: Any) -> Iterator[Check]:
    for block in lesson.blocks.all():
        if choices := block.content.get("choices"):
            yield Check(block.pk, len(choices), next(nth for nth, one in enumerate(choices) if one.get("right")))


def _ask(question: Any) -> Ask:
    rubric = question.content.get("rubric", [])
    return Ask(question.pk, *examples_of(question), kind_of(question).counts, rubric)
