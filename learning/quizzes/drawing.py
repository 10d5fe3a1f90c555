"""Which questions a try has, and until when: decided once, when it starts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from justice_portal import clock
from learning.quizzes.banks import retired_of
from learning.quizzes.kinds import kind_of
from learning.quizzes.models import Attempt, Question, Quiz, TimeAllowance

#: What a slow line or a slow hand may take on top.
GRACE = timedelta(minutes=1)


def questions_for(quiz: Quiz, sort: str, questions: Mapping[UUID, Question], key: UUID) -> list[UUID]:
    """The questions of a try, in order. The key of the try decides the draw, so that asking twice draws the same."""
    retired = retired_of(quiz.bank_id) if quiz.bank_id else set()
    asked = [
        pk
        for pk, one in questions.items()
        if (sort == Attempt.Sort.GRADED or not kind_of(one).waits) and one.bank_question_id not in retired
    ]
    if sort == Attempt.Sort.PRACTICE and not quiz.bank_id:
        return asked
    if quiz.draw and quiz.draw < len(asked):
        return Random(key.int).sample(asked, quiz.draw)  # noqa: S311 - a draw of questions, no secret
    return Random(key.int).sample(asked, len(asked)) if quiz.mastery_of else asked  # noqa: S311 - as above


def due_at(quiz: Quiz, person_id: UUID, *, started_at: datetime) -> datetime | None:
    """When the time of a try is over for this person; None when there is no limit."""
    if not quiz.minutes:
        return None
    allowed = TimeAllowance.objects.filter(person=person_id).values_list("extra", flat=True).first()
    if allowed == TimeAllowance.Extra.NO_LIMIT:
        return None
    return started_at + timedelta(minutes=quiz.minutes * (100 + (allowed or 0)) / 100)


def is_over(attempt: Attempt, at: datetime | None = None) -> bool:
    """Whether what is done at this moment comes too late."""
    return attempt.due_at is not None and (at or clock.now()) > attempt.due_at + GRACE
