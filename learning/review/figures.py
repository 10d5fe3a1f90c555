"""Which questions come back today: worked out from the answers and the goes, each time anew."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from justice_portal import clock
from justice_portal.people.models import Person
from learning.courses.models import Enrolment
from learning.quizzes.models import Answer, Attempt, Question
from learning.review.models import ReviewGo

#: Days until it comes back, longer each time it is right. After the last it does not come back any more.
DAYS = (1, 3, 7, 16, 35)
#: More in one day help nobody.
MOST_A_DAY = 10


class Said(NamedTuple):
    """One go at a question, in a quiz or here."""

    question: UUID
    is_right: bool
    at: datetime
    is_review: bool


def due_on(said: Iterable[Said]) -> dict[UUID, date]:
    """The day on which each question comes back; those that are known, or that were never wrong, are not in it.

    A wrong answer begins (or begins again) with the shortest wait; each right go here makes the wait longer.
    """
    steps: dict[UUID, tuple[int, date]] = {}
    for one in sorted(said, key=lambda go: go.at):
        day = one.at.astimezone(clock.LONDON).date()
        if not one.is_right:
            steps[one.question] = (0, day)
        elif one.is_review and one.question in steps:
            steps[one.question] = (steps[one.question][0] + 1, day)
    return {pk: date.fromordinal(day.toordinal() + DAYS[step]) for pk, (step, day) in steps.items() if step < len(DAYS)}


def due_questions(person: Person) -> list[UUID]:
    """The questions that come back to this person today, the longest waiting first."""
    answers = Answer.objects.filter(
        attempt__person=person,
        attempt__status=Attempt.Status.FINISHED,
        attempt__enrolment__status=Enrolment.Status.ACTIVE,
        is_right=False,
        question__bank_question__retired_at=None,
    ).exclude(question__kind=Question.Kind.LONG)
    goes = ReviewGo.objects.filter(person=person)
    said = [Said(pk, False, at, False) for pk, at in answers.values_list("question_id", "answered_at")]
    wrong = {one.question for one in said}
    rows = list(goes.values_list("question_id", "is_right", "at"))
    said += [Said(pk, is_right, at, True) for pk, is_right, at in rows if pk in wrong]
    today = clock.today()
    done_today = sum(at.astimezone(clock.LONDON).date() == today for _pk, _right, at in rows)
    due = sorted((day, pk) for pk, day in due_on(said).items() if day <= today)
    return [pk for _day, pk in due][: max(0, MOST_A_DAY - done_today)]
