"""What changes when somebody practises, and when a tutor has helped."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.states import move
from learning.quizzes import kinds
from learning.quizzes.library import version_of
from learning.quizzes.models import Answer, Attempt, HelpFlag, Question
from learning.quizzes.scoring import STUCK_AFTER_GOES, needs_help
from learning.record_store.keeping import Claim, hold, keep
from learning.record_store.models import ObjectType, Verb
from rehab.care.concern import hear

#: More goes than this at one question help nobody.
MOST_GOES = 20


@action(needs=Permission.LEARNING_DO)
def try_question(attempt: Attempt, *, key: UUID, question: Question, sent: Sequence[str], by: Any) -> Answer:
    """One more go at a question. It is marked at once and never counts. Raises NotAnAnswerError."""
    if done := Answer.objects.filter(pk=key, attempt=attempt, question=question).first():
        return done  # The same form sent twice: the page made the key.
    progress, gone = hold(attempt.enrolment_id), _goes(attempt, question)
    response = kinds.read(question, sent)
    is_right = kinds.is_right(question, response)
    made = _keep(attempt, question, key, gone, response, is_right is not False)
    told = {} if is_right is None else {"success": is_right}
    claim = Claim(
        key, Verb.ANSWERED, ObjectType.QUESTION, question.pk, attempt_id=attempt.pk, response=response, result=told
    )
    keep(progress, [claim], version=version_of(attempt), by=by, are_new=True)
    hear(attempt.person_id, response, about=attempt, by=by)
    record(by, "practice.tried", attempt, question=question.pk, right=is_right, go=made.nth)
    if is_right is False and made.nth == STUCK_AFTER_GOES:
        needs_help(attempt, question.pk)
    _finish_when_done(attempt)
    return made


@action(needs=Permission.LEARNING_DO)
def show_answer(attempt: Attempt, *, key: UUID, question: Question, by: Any) -> Answer:
    """The person asks for the right answer and goes on."""
    if done := Answer.objects.filter(pk=key, attempt=attempt, question=question).first():
        return done
    hold(attempt.enrolment_id)
    made = _keep(attempt, question, key, _goes(attempt, question), "", is_right=False)
    record(by, "practice.shown", attempt, question=question.pk)
    _finish_when_done(attempt)
    return made


def _goes(attempt: Attempt, question: Question) -> int:
    """How many goes they had. Raises DomainError when the question takes no more."""
    if not attempt.is_practice or question.pk not in attempt.question_ids:
        raise DomainError(_("This question is not in your quiz. Please open your quiz again."))
    gone = list(Answer.objects.filter(attempt=attempt, question=question).values_list("response", "is_right"))
    if any(is_right or response == "" for response, is_right in gone):
        raise DomainError(_("You are done with this one. Go on to the next."))
    if len(gone) >= MOST_GOES:
        raise DomainError(_("That was a lot of tries. Look at the answer, or ask your tutor."))
    return len(gone)


def _keep(attempt: Attempt, question: Question, key: UUID, gone: int, response: Any, is_right: bool) -> Answer:
    return Answer.objects.create(
        pk=key, attempt=attempt, question=question, response=response, is_right=is_right, nth=gone + 1
    )


def _finish_when_done(attempt: Attempt) -> None:
    """Practice ends when every question was got right or shown. Nothing is told of it but how it went."""
    rows = Answer.objects.filter(attempt=attempt).values_list("question_id", "response", "is_right")
    right = {question for question, _response, is_right in rows if is_right}
    shown = {question for question, response, _is_right in rows if response == ""}
    if len(right | shown) == attempt.of and attempt.is_open:
        move(attempt, Attempt.Status.FINISHED, finished_at=clock.now(), right=len(right))


@action(needs=Permission.LEARNING_MARK)
def settle_help(flag: HelpFlag, *, by: Any) -> HelpFlag:
    """A tutor says that they have helped. Who gets stuck again is shown again."""
    if HelpFlag.objects.open().filter(pk=flag.pk).update(settled_at=clock.now(), settled_by=by):
        record(by, "help.given", flag, question=flag.question_id)
    return flag
