"""Quizzes of published versions, kept in memory: they are written once, as versions are."""

from collections.abc import Mapping
from uuid import UUID

from learning.courses.library import kept, version
from learning.courses.models import Version
from learning.quizzes.models import Attempt, Question, Quiz


@kept(200)
def quiz(pk: UUID) -> Quiz:
    return Quiz.objects.get(pk=pk)


@kept(200)
def questions(quiz_id: UUID) -> Mapping[UUID, Question]:
    """The questions of a quiz by their key, in order."""
    return {question.pk: question for question in Question.objects.filter(quiz=quiz_id)}


def version_of(attempt: Attempt) -> Version:
    """The version of the course that a try belongs to."""
    return version(quiz(attempt.quiz_id).version_id)
