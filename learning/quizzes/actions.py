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
from justice_portal.people.models import Person
from justice_portal.prepared import prepared
from justice_portal.states import move
from learning.courses import library
from learning.courses.importer import Content
from learning.courses.models import Enrolment, Version
from learning.quizzes import kinds
from learning.quizzes.drawing import due_at, is_over, questions_for
from learning.quizzes.library import questions as library_questions
from learning.quizzes.library import quiz as library_quiz
from learning.quizzes.library import version_of
from learning.quizzes.models import Answer, Attempt, Question, Quiz, TimeAllowance
from learning.quizzes.scoring import finish, has_mastered
from learning.quizzes.written import question_of
from learning.record_store.figures import counted_at
from learning.record_store.keeping import Claim, KeyConflictError, hold, keep
from learning.record_store.models import CourseProgress, ObjectType, Verb
from rehab.care.concern import hear

Sort = Attempt.Sort


class Given(NamedTuple):
    """An answer that is kept."""

    key: UUID
    response: Any
    is_right: bool | None


@action(needs=Permission.COURSE_WRITE)
def write_quiz(version: Version, *, content: Content, by: Any) -> Quiz:
    """Write the quiz of a version that is not published yet, from checked content."""
    if version.status != Version.Status.DRAFT:
        raise DomainError(_("This version is published. Make a new version to change its quiz."))
    made = Quiz.objects.create(
        version=version,
        code=content["code"],
        title=content["title"],
        pass_mark=content["pass_mark"],
        draw=content.get("draw"),
        bank_id=content.get("bank"),
        minutes=content.get("minutes"),
        mastery_right=content.get("mastery", {}).get("right"),
        mastery_of=content.get("mastery", {}).get("of"),
    )
    Question.objects.bulk_create(
        question_of(question, quiz=made, position=position) for position, question in enumerate(content["questions"], 1)
    )
    record(by, "quiz.written", made, questions=len(content["questions"]))
    return made


@action(needs=Permission.LEARNING_DO)
def start_quiz(enrolment: Enrolment, *, key: UUID, sort: str = Sort.GRADED, by: Any) -> Attempt:
    """Start a try at the quiz of the course, or go on with the one that is open."""
    attempt, is_new = _try_at(enrolment, key, hold(enrolment.pk), by, sort)
    if is_new:
        record(by, "quiz.started", attempt, quiz=attempt.quiz_id, sort=sort)
    return attempt


def _try_at(
    enrolment: Enrolment, key: UUID, progress: CourseProgress, by: Any, sort: str = Sort.GRADED
) -> tuple[Attempt, bool]:
    """The try that is open, or a new one; whether it is new."""
    asked = Quiz.objects.filter(version=enrolment.version_id).first()
    if asked is None:
        raise DomainError(_("This course has no quiz."))
    tries = Attempt.objects.filter(enrolment=enrolment, quiz=asked, sort=sort)
    if found := tries.open().first():
        return found, False
    if found := Attempt.objects.filter(pk=key, enrolment=enrolment).first():
        return found, False  # The same form sent twice, and finished in between.
    if sort == Sort.BEFORE and (tries.exists() or progress.best_of):
        raise DomainError(_("You have done this already. Start with the lessons."))
    if tries.filter(status=Attempt.Status.MARKING).exists():
        raise DomainError(_("Your tutor is marking your last try. You can try again after that."))
    questions, started_at = library_questions(asked.pk), clock.now()
    drawn = questions_for(asked, sort, questions, key)
    try:
        attempt = Attempt.objects.create(
            id=key,
            quiz=asked,
            enrolment=enrolment,
            person_id=enrolment.person_id,
            sort=sort,
            question_ids=drawn,
            counted=sum(kinds.kind_of(questions[pk]).counts for pk in drawn),
            started_at=started_at,
            due_at=due_at(asked, enrolment.person_id, started_at=started_at) if sort == Sort.GRADED else None,
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
    attempt.due_at = None  # paper has no clock
    for question in library_questions(attempt.quiz_id).values():
        if (
            attempt.is_open
            and question.pk in answers
            and question.pk not in there
            and question.pk in attempt.question_ids
        ):
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
    if attempt.is_practice:
        raise DomainError(_("This is for practice. Open it on the tablet to go on."))
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
    is_late = is_over(attempt, counted_at(when.get("happened_at") or clock.now(), clock.now()))
    is_right = None if is_late else kinds.is_right(question, response)
    try:
        insert(
            Answer(id=key, attempt=attempt, question=question, response=response, is_right=is_right, is_late=is_late)
        )
    except IntegrityError as error:  # the key is that of another row
        raise DomainError(_("Please open the page again and have another go.")) from error
    told = {**when, "response": response, "attempt_id": attempt.pk}
    said = {} if is_right is None else {"success": is_right}
    claims = [Claim(key, Verb.ANSWERED, ObjectType.QUESTION, question.pk, result=said, **told)]
    marks = {pk: one.is_right for pk, one in given.items()} | {question.pk: is_right}
    claims += _end(attempt, [marks[pk] for pk in attempt.question_ids if pk in marks], is_over=is_late)
    keep(progress, claims, version=version_of(attempt), by=by, are_new=True)
    hear(attempt.person_id, response, about=attempt, by=by)
    return is_right


@prepared
def _given(attempt: UUID) -> QuerySet[Answer, Any]:
    return Answer.objects.filter(attempt=attempt).order_by().values_list("question_id", "pk", "response", "is_right")


def _require_open(attempt: Attempt, question: Question, given: Mapping[UUID, Given]) -> None:
    """Raise DomainError unless the question still waits for its answer."""
    if attempt.due_at or library_quiz(attempt.quiz_id).mastery_right:  # such a try can end before its last question
        attempt.refresh_from_db(fields=["status", "due_at"])
    if len(given) == attempt.of or not attempt.is_open:
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


def _end(attempt: Attempt, marks: Sequence[bool | None], *, is_over: bool = False) -> list[Claim]:
    """End the try when it is at its end: with its score, or to wait for a tutor. marks: in the order of the questions."""
    rule = library_quiz(attempt.quiz_id)
    mastered = (
        has_mastered(marks, rule.mastery_right, rule.mastery_of) if rule.mastery_right and rule.mastery_of else None
    )
    if not (mastered or is_over or len(marks) == attempt.of):
        return []
    right = sum(bool(mark) for mark in marks)
    if attempt.sort == Sort.BEFORE:
        move(attempt, Attempt.Status.FINISHED, finished_at=clock.now(), right=right)
        return []
    questions = library_questions(attempt.quiz_id)
    if any(kinds.kind_of(questions[pk]).waits for pk in attempt.question_ids[: len(marks)]):
        move(attempt, Attempt.Status.MARKING, finished_at=clock.now())
        return []
    if mastered is None:
        return [finish(attempt, right, at=clock.now())]
    return [finish(attempt, right, at=clock.now(), mastered=mastered, counted=len(marks))]


@action(needs=Permission.LEARNING_DO)
def end_quiz(attempt: Attempt, *, by: Any) -> Attempt:
    """End a try whose time is over with the answers that are there."""
    progress = hold(attempt.enrolment_id)
    attempt.refresh_from_db()
    if attempt.is_open:
        if not is_over(attempt):
            raise DomainError(_("There is still time. Go on with your quiz."))
        given = {row[0]: Given(*row[1:]) for row in _given(attempt.pk)}
        claims = _end(attempt, [given[pk].is_right for pk in attempt.question_ids if pk in given], is_over=True)
        keep(progress, claims, version=version_of(attempt), by=by, are_new=True)
        record(by, "quiz.time_over", attempt, **_ending(attempt, progress))
    return attempt


@action(needs=Permission.LEARNING_ASSIGN)
def set_time(person: Person, *, extra: int | None, by: Any) -> None:
    """Give somebody more time in quizzes, or the usual time again. It holds for a try that is open as well."""
    TimeAllowance.objects.filter(person=person).delete()
    if extra is not None:
        TimeAllowance.objects.create(person=person, extra=extra, set_by=by)
    for attempt in Attempt.objects.open().filter(person=person).exclude(due_at=None).select_related("quiz"):
        until = due_at(attempt.quiz, person.pk, started_at=attempt.started_at)
        Attempt.objects.filter(pk=attempt.pk).update(due_at=until)
    record(by, "quiz.time_set", person, extra=extra)


@action(needs=Permission.PERSON_MOVE)
def lift_limits(person: Person, *, by: Any) -> int:
    """Who is moved in the middle of a quiz loses no time by it: the try that is open has no limit any more."""
    lifted = Attempt.objects.open().filter(person=person).exclude(due_at=None).update(due_at=None)
    if lifted:
        record(by, "quiz.limit_lifted", person, tries=lifted)
    return lifted


def _ending(attempt: Attempt, progress: CourseProgress) -> dict[str, Any]:
    """What is recorded beside the last answer."""
    if attempt.right is None:
        return {}
    return {"finished": True, "score": attempt.right, "of": attempt.out_of, "complete": progress.is_complete}
