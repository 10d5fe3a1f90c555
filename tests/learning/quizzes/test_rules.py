"""The rules of a try: drawn from a bank, mastery, time, what came before the course, a move in the middle."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.people.movements.actions import transfer_out
from learning.courses.importer import faults_of
from learning.models import Answer, Attempt, CourseProgress, LearningFact, TimeAllowance
from learning.quizzes import actions
from tests.learning.content import both, course_content, make_course, single, start, take_quiz
from tests.learning.pages import send, words

TEN = [single(f"q{number}") for number in range(10)]


def course_with(**rules):
    content = course_content(questions=TEN, pass_mark=2)
    content["quiz"] |= rules
    from learning.loading import load_course

    load_course(content, by=SYSTEM)
    from learning.courses.models import Course

    return Course.objects.get(code="halves")


def answer(attempt, place, sent, by, **when):
    question = attempt.quiz.questions.get(pk=attempt.question_ids[place])
    return actions.answer_question(attempt, key=uuid7(), question=question, sent=[sent], by=by, **when)


def test_questions_are_drawn_from_the_bank_and_stay_as_they_were_drawn(world):
    enrolment = start(world.someone, course_with(draw=4))
    attempt = actions.start_quiz(enrolment, key=uuid7(), by=world.person)
    assert len(set(attempt.question_ids)) == 4 == attempt.out_of
    assert actions.start_quiz(enrolment, key=uuid7(), by=world.person).question_ids == attempt.question_ids
    for place in range(4):
        answer(attempt, place, "b", world.person)
    others = [tuple(take_quiz_of_four(enrolment, world.person).question_ids) for _try in range(5)]
    assert len(set(others)) > 1


def take_quiz_of_four(enrolment, by):
    attempt = actions.start_quiz(enrolment, key=uuid7(), by=by)
    for place in range(4):
        answer(attempt, place, "b", by)
    return attempt


@pytest.mark.parametrize(
    ("rule", "sent", "passed", "score"),
    [
        ({"right": 3, "of": 3}, "bbb", True, (3, 3)),
        ({"right": 3, "of": 3}, "babbb", True, (4, 5)),
        ({"right": 2, "of": 3}, "bab", True, (2, 3)),
        ({"right": 3, "of": 3}, "bbabbabbab", False, (7, 10)),
    ],
)
def test_mastery_ends_a_try_when_enough_of_the_last_are_right(world, rule, sent, passed, score):
    attempt = actions.start_quiz(start(world.someone, course_with(mastery=rule)), key=uuid7(), by=world.person)
    for place, letter in enumerate(sent):
        answer(attempt, place, letter, world.person)
    attempt.refresh_from_db()
    assert (attempt.status, attempt.has_passed, (attempt.right, attempt.out_of)) == ("finished", passed, score)
    assert LearningFact.objects.filter(verb="passed" if passed else "failed").count() == 1
    with pytest.raises(DomainError, match="quiz is finished"):
        answer(attempt, 9, "b", world.person)


def test_an_answer_after_the_time_is_kept_and_does_not_count_and_the_page_says_so(world, browse):
    attempt = actions.start_quiz(start(world.someone, course_with(minutes=2)), key=uuid7(), by=world.person)
    client = browse(world.person)
    page = client.get(attempt.get_absolute_url())
    assert "You have until" in words(page)
    answer(attempt, 0, "b", world.person)
    page = client.get(attempt.get_absolute_url())
    with time_machine.travel(clock.now() + timedelta(minutes=4), tick=False):
        late = send(client, page, "/attempts/", answer="b")
    assert "One answer came after the time was over. It is kept, but it does not count." in words(late)
    attempt.refresh_from_db()
    assert (attempt.status, attempt.right) == ("finished", 1)
    assert list(Answer.objects.order_by("answered_at").values_list("is_right", "is_late")) == [
        (True, False),
        (None, True),
    ]


def test_who_comes_back_after_the_time_is_led_to_how_it_went(world, browse):
    attempt = actions.start_quiz(start(world.someone, course_with(minutes=2)), key=uuid7(), by=world.person)
    answer(attempt, 0, "b", world.person)
    with pytest.raises(DomainError, match="still time"):
        actions.end_quiz(attempt, by=world.person)
    client = browse(world.person)
    with time_machine.travel(clock.now() + timedelta(minutes=4), tick=False):
        over = client.get(attempt.get_absolute_url())
        assert "The time is over" in words(over)
        for _twice in range(2):
            assert "1 of 10 right." in words(send(client, over, "/end/"))


def test_an_answer_given_in_time_and_sent_late_counts(world):
    attempt = actions.start_quiz(start(world.someone, course_with(minutes=10)), key=uuid7(), by=world.person)
    given_at = clock.now() + timedelta(minutes=5)
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        answer(attempt, 0, "b", world.person, happened_at=given_at)
    assert Answer.objects.get().is_right
    assert Attempt.objects.get().is_open


@pytest.mark.parametrize(("extra", "minutes"), [(25, 12.5), (50, 15), (100, 20), (0, None), (None, 10)])
def test_more_time_holds_for_a_try_that_is_open_and_for_the_next(world, browse, extra, minutes):
    attempt = actions.start_quiz(start(world.someone, course_with(minutes=10)), key=uuid7(), by=world.person)
    client = browse(world.tutor)
    page = client.get(reverse("learners:time", args=[world.someone.pk]))
    assert send(client, page, "/time/", extra="" if extra is None else extra).status_code == 200
    attempt.refresh_from_db()
    assert attempt.due_at == (minutes and attempt.started_at + timedelta(minutes=minutes))
    assert TimeAllowance.objects.count() == (extra is not None)


def test_a_learner_who_is_moved_in_the_middle_loses_no_answer_and_no_time(world, browse):
    attempt = actions.start_quiz(start(world.someone, course_with(minutes=10)), key=uuid7(), by=world.person)
    answer(attempt, 0, "b", world.person)
    transfer_out(world.someone, key=uuid7(), to=world.there, on=clock.today(), by=world.manager)
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        assert "Question 2 of 10" in words(browse(world.person).get(attempt.get_absolute_url()))
        attempt.refresh_from_db()
        for place in range(1, 10):
            answer(attempt, place, "b", world.person)
    assert Attempt.objects.get().right == 10


def test_how_far_somebody_has_come_since_before_the_course(world, browse):
    enrolment = start(world.someone, make_course())
    client = browse(world.person)
    page = send(client, client.get(reverse("quizzes:quiz", args=["halves"])), "/quiz/start/", sort="before")
    for given in ("a", ["a", "b"], "9"):
        page = send(client, page, "/attempts/", answer=given)
    assert "This is where you start" in words(page)
    assert CourseProgress.objects.get().best_of is None
    assert not LearningFact.objects.filter(verb__in=["passed", "failed"]).exists()
    with pytest.raises(DomainError, match="done this already"):
        actions.start_quiz(enrolment, key=uuid7(), sort=Attempt.Sort.BEFORE, by=world.person)
    take_quiz(enrolment)
    said = words(client.get(reverse("quizzes:quiz", args=["halves"])))
    assert "Before the course you got 1 of 3 right. Your best so far is 3 of 3." in said
    assert "See what I know now" not in said


@pytest.mark.parametrize(
    "rules", [{"draw": 11}, {"draw": 1}, {"mastery": {"right": 3, "of": 2}}, {"mastery": {"right": 11, "of": 11}}]
)
def test_rules_that_nobody_could_meet_are_refused(rules):
    content = course_content(questions=TEN, pass_mark=2)
    content["quiz"] |= rules
    assert faults_of(content)
    assert both("x")
