"""Taking a quiz: saved as you go, marked on the server, sent twice without harm."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from learning.courses.actions import withdraw_course
from learning.quizzes import actions
from learning.quizzes.kinds import NotAnAnswerError
from learning.quizzes.models import Answer, Attempt
from learning.record_store.models import CourseProgress, LearningFact
from tests.factories import PersonFactory
from tests.learning.content import finish_lessons, make_course, start, take_quiz


@pytest.fixture
def attempt(world, enrolment):
    return actions.start_quiz(enrolment, key=uuid7(), by=world.person)


@pytest.fixture
def questions(attempt):
    return list(attempt.quiz.questions.all())


def answer(attempt, question, sent, by, key=None):
    return actions.answer_question(attempt, key=key or uuid7(), question=question, sent=sent, by=by)


def test_a_quiz_starts_once_and_goes_on(world, enrolment, attempt):
    assert len(attempt.question_ids) == 3
    assert actions.start_quiz(enrolment, key=uuid7(), by=world.person) == attempt
    assert LearningFact.objects.filter(verb="attempted").count() == 1
    assert AuditEvent.objects.filter(event="quiz.started").count() == 1


def test_all_right_is_a_pass(world, enrolment):
    attempt = take_quiz(enrolment, by=world.person)
    attempt.refresh_from_db()
    assert (attempt.status, attempt.right, attempt.has_passed) == ("finished", 3, True)
    fact = LearningFact.objects.get(object_type="quiz", verb="passed")
    assert fact.result == {"score": {"raw": 3, "max": 3, "scaled": 1.0}, "success": True, "completion": True}
    last = AuditEvent.objects.filter(event="quiz.answered").first()
    assert (last.facts["score"], last.facts["of"]) == (3, 3)
    assert "2.50" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    ("answers", "right"),
    [
        ((["a"], ["a", "b"], ["2.50"]), 2),
        ((["b"], ["a"], ["2,50"]), 2),
        ((["b"], ["a", "b", "c"], ["£2.50"]), 2),
        ((["a"], ["c"], ["25"]), 0),
    ],
)
def test_the_server_marks(world, enrolment, answers, right):
    attempt = take_quiz(enrolment, answers, by=world.person)
    attempt.refresh_from_db()
    assert attempt.right == right
    progress = CourseProgress.objects.get(pk=enrolment.pk)
    assert (progress.best_right, progress.best_of) == (right, 3)


def test_the_best_of_several_tries_counts_and_a_pass_is_kept(world, enrolment):
    finish_lessons(enrolment)
    for answers in ((["a"], ["a", "b"], ["1"]), (["b"], ["a", "b"], ["2.5"]), (["a"], ["c"], ["1"])):
        take_quiz(enrolment, answers, by=world.person)
    progress = CourseProgress.objects.get(pk=enrolment.pk)
    assert (progress.best_right, progress.is_complete) == (3, True)
    assert Attempt.objects.count() == 3


def test_the_same_answer_twice_is_one_answer(world, attempt, questions, key):
    for _ in range(2):
        answer(attempt, questions[0], ["b"], world.person, key=key)
    assert Answer.objects.get().pk == key
    assert LearningFact.objects.filter(verb="answered").count() == 1
    assert AuditEvent.objects.filter(event="quiz.answered").count() == 1


def test_a_second_answer_to_a_question_is_refused_and_the_first_is_kept(world, attempt, questions):
    answer(attempt, questions[0], ["a"], world.person)
    with pytest.raises(DomainError, match="first answer is saved"):
        answer(attempt, questions[0], ["b"], world.person)
    assert Answer.objects.get().response == ["a"]


def test_an_answer_after_the_end_is_refused(world, enrolment):
    attempt = take_quiz(enrolment, by=world.person)
    question = attempt.quiz.questions.first()
    with pytest.raises(DomainError, match="quiz is finished"):
        answer(attempt, question, ["a"], world.person)
    assert Answer.objects.count() == 3


def test_the_last_answer_sent_twice_ends_it_once(world, enrolment, attempt, questions, key):
    for question, sent in zip(questions[:2], (["b"], ["a", "b"]), strict=True):
        answer(attempt, question, sent, world.person)
    for _ in range(2):
        answer(Attempt.objects.get(pk=attempt.pk), questions[2], ["2.50"], world.person, key=key)
    assert LearningFact.objects.filter(verb="passed").count() == 1


def test_a_question_of_another_quiz_and_a_key_of_another_row_are_refused(world, attempt, questions, key):
    other = make_course("quarters").versions.get().quiz.questions.first()
    with pytest.raises(DomainError, match="not in your quiz"):
        answer(attempt, other, ["a"], world.person)
    answer(attempt, questions[0], ["a"], world.person, key=key)
    with pytest.raises(DomainError, match="open the page again"):
        answer(attempt, questions[1], ["a"], world.person, key=key)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("place", "sent", "message"),
    [
        (0, [], "Choose an answer"),
        (0, [""], "Choose an answer"),
        (0, ["z"], "one of the answers"),
        (0, ["a", "b"], "one of the answers"),
        (1, [], "one answer or more"),
        (1, ["a", "\x00"], "from the answers"),
        (2, [], "in the box"),
        (2, ["  "], "in the box"),
        (2, ["two fifty"], "as a number"),
        (2, ["1" * 41], "too long"),
        (2, ["2" * 100_000], "too long"),
        (2, ["{{7*7}}"], "as a number"),
    ],
)
def test_what_is_no_answer_is_refused_plainly(world, attempt, questions, place, sent, message):
    with pytest.raises(NotAnAnswerError, match=message):
        answer(attempt, questions[place], sent, world.person)
    assert not Answer.objects.exists()
    assert not LearningFact.objects.filter(verb="answered").exists()


@pytest.mark.parametrize("who", ["tutor", "person_elsewhere", "administrator"])
def test_nobody_answers_for_somebody_else(world, enrolment, attempt, questions, who):
    by = getattr(world, who)
    with pytest.raises(PermissionDenied):
        actions.start_quiz(enrolment, key=uuid7(), by=by)
    with pytest.raises(PermissionDenied):
        answer(attempt, questions[0], ["b"], by)
    assert not Answer.objects.exists()


def test_a_withdrawn_course_takes_no_more_answers(world, enrolment, attempt, questions):
    withdraw_course(enrolment, by=world.tutor)
    with pytest.raises(DomainError, match="not on your list now"):
        answer(attempt, questions[0], ["b"], world.person)


def test_a_quiz_stays_as_it_was_when_the_course_changes(world, course, enrolment, attempt):
    make_course(version=2)
    take_quiz(enrolment, by=world.person)
    attempt.refresh_from_db()
    assert (attempt.status, attempt.quiz.version.number) == ("finished", 1)


@pytest.mark.django_db(transaction=True)
def test_answers_from_two_tabs_at_once_are_all_kept_and_end_the_quiz_once():
    enrolment = start(PersonFactory(), make_course())
    attempt = actions.start_quiz(enrolment, key=uuid7(), by=SYSTEM)
    problems = []

    def run(question, sent):
        try:
            answer(Attempt.objects.get(pk=attempt.pk), question, sent, SYSTEM)
        except DomainError as problem:
            problems.append(str(problem))
        finally:
            connection.close()

    sent = (["b"], ["a", "b"], ["2.50"])
    threads = [
        threading.Thread(target=run, args=pair) for pair in [*zip(attempt.quiz.questions.all(), sent, strict=True)] * 2
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Answer.objects.count() == 3
    assert len(problems) == 3
    assert LearningFact.objects.filter(verb="passed").count() == 1
