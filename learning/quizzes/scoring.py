"""The end of a try: its score, and the fact that tells it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from justice_portal.access import SYSTEM
from justice_portal.audit.log import record
from justice_portal.keys import uuid7
from justice_portal.states import move
from learning.quizzes.models import Attempt, HelpFlag
from learning.record_store.keeping import Claim
from learning.record_store.models import ObjectType, Verb

#: So many failed tries at a quiz in a row, or wrong goes at a question, and somebody should look in.
STUCK_AFTER_TRIES, STUCK_AFTER_GOES = 2, 3


def finish(attempt: Attempt, right: int, *, at: datetime, **more: Any) -> Claim:
    """End the try with so many right; the score is a fact of its own. more: other fields that are decided now."""
    move(attempt, Attempt.Status.FINISHED, finished_at=at, right=right, **more)
    of = attempt.out_of
    if not attempt.has_passed and _failed_in_a_row(attempt) >= STUCK_AFTER_TRIES:
        needs_help(attempt)
    return Claim(
        uuid7(),
        Verb.PASSED if attempt.has_passed else Verb.FAILED,
        ObjectType.QUIZ,
        attempt.quiz_id,
        attempt_id=attempt.pk,
        result={
            "score": {"raw": right, "max": of, "scaled": round(right / of, 4)},
            "success": attempt.has_passed,
            "completion": True,
        },
    )


def _failed_in_a_row(attempt: Attempt) -> int:
    done = Attempt.objects.graded().filter(enrolment=attempt.enrolment_id, quiz=attempt.quiz_id)
    last = done.filter(status=Attempt.Status.FINISHED).order_by("-finished_at")[:STUCK_AFTER_TRIES]
    return sum(not one.has_passed for one in last)


def needs_help(attempt: Attempt, question: UUID | None = None) -> None:
    """Say once that somebody is stuck: with a question, or with the quiz."""
    flag, is_new = HelpFlag.objects.get_or_create(
        enrolment_id=attempt.enrolment_id,
        question_id=question,
        settled_at=None,
        defaults={"person_id": attempt.person_id, "made_in_id": attempt.made_in_id},
    )
    if is_new:
        record(SYSTEM, "help.needed", flag, question=question)


def has_mastered(marks: Sequence[bool | None], right: int, of: int) -> bool:
    """Whether so many of the last so many were right."""
    return sum(bool(mark) for mark in marks[-of:]) >= right
