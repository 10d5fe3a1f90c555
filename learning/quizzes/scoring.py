"""The end of a try: its score, and the fact that tells it."""

from datetime import datetime

from justice_portal.keys import uuid7
from justice_portal.states import move
from learning.quizzes.models import Attempt
from learning.record_store.keeping import Claim
from learning.record_store.models import ObjectType, Verb


def finish(attempt: Attempt, right: int, *, at: datetime) -> Claim:
    """End the try with so many right; the score is a fact of its own."""
    move(attempt, Attempt.Status.FINISHED, finished_at=at, right=right)
    of = attempt.out_of
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
