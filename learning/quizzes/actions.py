"""What changes when someone takes a quiz."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.inserting import insert
from justice_portal.prepared import prepared
from justice_portal.states import move
from learning.courses import library
from learning.courses.importer import Content
from learning.courses.models import Enrolment, Version
from learning.courses.render import render_texts
from learning.quizzes import kinds
from learning.quizzes.library import questions as library_questions
from learning.quizzes.library import version_of
from learning.quizzes.models import Answer, Attempt, Question, Quiz
from learning.quizzes.scoring import finish
from learning.record_store.keeping import Claim, KeyConflictError, hold, keep
from learning.record_store.models import CourseProgress, ObjectType, Verb
from rehab.care.concern import hear

APART = {"code", "kind", "text", "feedback"}


class Given(NamedTuple):
    """An answer that is kept."""

    key: UUID
    response: Any
    is_right: bool | None


@action(needs=Permission.COURSE_EDIT)
def write_quiz(version: Version, *, content: Content, by: Any) -> Quiz:
    """Write the quiz of a version that is not published yet, from checked content."""
    if version.status != Version.Status.DRAFT:
        raise DomainError(_("This version is published. Make a new version to change its quiz."))
    made = Quiz.objects.create(
        version=version, code=content["code"], title=content["title"], pass_mark=content["pass_mark"]
    )
    Question.objects.bulk_create(
        Question(
            quiz=made,
            code=question["code"],
            position=position,
            kind=question["kind"],
            text=question["text"],
            feedback=question["feedback"],
            content={name: _exact(value) for name, value in question.items() if name not in APART},
            html={name: render_texts(question[name]) for name in ("text", "feedback")},
        )
        for position, question in enumerate(content["questions"], 1)
    )
    record(by, "quiz.written", made, questions=len(content["questions"]))
    return made


def _exact(value: Any) -> Any:
    """Numbers as text: 1.1 stays 1.1."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


@action(needs=Permission.LEARNING_DO)
def start_quiz(enrolment: Enrolment, *, key: UUID, by: Any) -> Attempt:
    """Start a try at the quiz of the course, or go on with the one that is open."""
    attempt, is_new = _try_at(enrolment, key, hold(enrolment.pk), by)
    if is_new:
        record(by, "quiz.started", attempt, quiz=attempt.quiz_id)
    return attempt


def _try_at(enrolment: Enrolment, key: UUID, progress: CourseProgress, by: Any) -> tuple[Attempt, bool]:
    """The try that is open, or a new one; whether it is new."""
    asked = Quiz.objects.filter(version=enrolment.version_id).first()
    if asked is None:
        raise DomainError(_("This course has no quiz."))
    if found := Attempt.objects.open().filter(enrolment=enrolment, quiz=asked).first():
        return found, False
    if found := Attempt.objects.filter(pk=key, enrolment=enrolment).first():
        return found, False  # The same form sent twice, and finished in between.
    if Attempt.objects.filter(enrolment=enrolment, quiz=asked, status=Attempt.Status.MARKING).exists():
        raise DomainError(_("Your tutor is marking your last try. You can try again after that."))
    questions = library_questions(asked.pk)
    try:
        attempt = Attempt.objects.create(
            id=key,
            quiz=asked,
            enrolment=enrolment,
            person_id=enrolment.person_id,
            question_ids=list(questions),
            counted=sum(kinds.kind_of(question).counts for question in questions.values()),
            pass_mark=asked.pass_mark,
            made_in_id=progress.establishment_id,
        )
    except IntegrityError as error:  # the key is that of another row
        raise DomainError(_("Please open the page again and have another go.")) from error
    claim = Claim(key, Verb.ATTEMPTED, ObjectType.QUIZ, asked.pk, attempt_id=key)
    keep(progress, [claim], version=library.version(enrolment.version_id), by=by)
    return attempt, True


@action(needs=Permission.LEARNING_ASSIGN)
def answer_from_paper(enrolment: Enrolment, *, key: UUID, answers: Mapping[UUID, Sequence[str]], by: Any) -> Attempt:
    """Staff type in a quiz that the person did on paper: a try of theirs, marked as on the tablet.

    Raises NotAnAnswerError when one cannot be read; a question that was answered on the tablet keeps that answer.
    """
    progress = hold(enrolment.pk)
    attempt, _is_new = _try_at(enrolment, key, progress, by)
    there = {row[0] for row in _given(attempt.pk)}
    for question in library_questions(attempt.quiz_id).values():
        if question.pk in answers and question.pk not in there and question.pk in attempt.question_ids:
            _answer(attempt, progress, uuid5(key, str(question.pk)), question, answers[question.pk], by)
    record(by, "quiz.typed_in", attempt, answers=len(answers), **_ending(attempt, progress))
    return attempt


@action(needs=Permission.LEARNING_DO)
def answer_question(
    attempt: Attempt,
    *,
    key: UUID,
    question: Question,
    sent: Sequence[str],
    happened_at: datetime | None = None,
    sequence: int | None = None,
    by: Any,
) -> Attempt:
    """Keep and mark the answer to one question. The last answer ends the try.

    Raises NotAnAnswerError when what was sent cannot be read, DomainError when the question was answered already.
    """
    progress = hold(attempt.enrolment_id)
    given = {row[0]: Given(*row[1:]) for row in _given(attempt.pk)}
    if question.pk in given and given[question.pk].key == key:
        return _once_more(attempt, given[question.pk], kinds.read(question, sent))
    is_right = _answer(attempt, progress, key, question, sent, by, given, happened_at=happened_at, sequence=sequence)
    record(by, "quiz.answered", attempt, question=question.pk, right=is_right, **_ending(attempt, progress))
    return attempt


def _answer(
    attempt: Attempt,
    progress: CourseProgress,
    key: UUID,
    question: Question,
    sent: Sequence[str],
    by: Any,
    given: Mapping[UUID, Given] | None = None,
    **when: Any,
) -> bool | None:
    """Keep and mark one answer; whether it is right, if that can be told. given: what was answered before, where the caller has it."""
    given = {row[0]: Given(*row[1:]) for row in _given(attempt.pk)} if given is None else given
    _require_open(attempt, question, given)
    response = kinds.read(question, sent)
    is_right = kinds.is_right(question, response)
    try:
        insert(Answer(id=key, attempt=attempt, question=question, response=response, is_right=is_right))
    except IntegrityError as error:  # the key is that of another row
        raise DomainError(_("Please open the page again and have another go.")) from error
    told = {**when, "response": response, "attempt_id": attempt.pk}
    said = {} if is_right is None else {"success": is_right}
    claims = [Claim(key, Verb.ANSWERED, ObjectType.QUESTION, question.pk, result=said, **told)]
    if len(given) + 1 == attempt.of:
        claims += _end(attempt, [*(one.is_right for one in given.values()), is_right])
    keep(progress, claims, version=version_of(attempt), by=by, are_new=True)
    hear(attempt.person_id, response, about=attempt, by=by)
    return is_right


@prepared
def _given(attempt: UUID) -> QuerySet[Answer, Any]:
    return Answer.objects.filter(attempt=attempt).order_by().values_list("question_id", "pk", "response", "is_right")


def _require_open(attempt: Attempt, question: Question, given: Mapping[UUID, Given]) -> None:
    """Raise DomainError unless the question still waits for its answer."""
    if len(given) == attempt.of:
        raise DomainError(_("This quiz is finished. Your answers are saved."))
    if question.pk not in attempt.question_ids:
        raise DomainError(_("This question is not in your quiz. Please open your quiz again."))
    if question.pk in given:
        raise DomainError(_("You have answered this question. Your first answer is saved."))


def _once_more(attempt: Attempt, given: Given, response: Any) -> Attempt:
    """The same form sent twice: the page made the key."""
    if response != given.response:
        raise KeyConflictError(_("You have answered this question. Your first answer is saved."))
    return attempt


def _end(attempt: Attempt, marks: Sequence[bool | None]) -> list[Claim]:
    """End the try with its last answer: with its score, or to wait for a tutor."""
    if any(kinds.kind_of(library_questions(attempt.quiz_id)[pk]).waits for pk in attempt.question_ids):
        move(attempt, Attempt.Status.MARKING, finished_at=clock.now())
        return []
    return [finish(attempt, sum(bool(mark) for mark in marks), at=clock.now())]


def _ending(attempt: Attempt, progress: CourseProgress) -> dict[str, Any]:
    """What is recorded beside the last answer."""
    if attempt.right is None:
        return {}
    return {"finished": True, "score": attempt.right, "of": attempt.out_of, "complete": progress.is_complete}
