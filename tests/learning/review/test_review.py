"""Questions that were got wrong come back after longer and longer; for who wants it, and never scored."""

from datetime import timedelta

import pytest

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from learning.models import CourseProgress, LearningFact, Question, ReviewGo, ReviewOff
from learning.review.actions import try_again
from learning.review.figures import DAYS, Said, due_on, due_questions
from tests.factories import PersonFactory
from tests.learning.content import make_course, short, single, start, take_quiz
from tests.learning.pages import send, words

PAGE = "/learn/again/"


@pytest.fixture
def missed(world):
    """A quiz with one wrong answer, three days ago."""
    attempt = take_quiz(
        start(world.someone, make_course(questions=[single("s"), short("w")], pass_mark=1)), (["a"], ["bin bag"])
    )
    attempt.answers.update(answered_at=clock.now() - timedelta(days=3))
    return attempt.quiz.questions.get(code="s")


def test_each_right_go_makes_the_wait_longer_and_a_wrong_one_begins_again():
    asked, begin = uuid7(), clock.now() - timedelta(days=100)
    said, at = [Said(asked, False, begin, False)], begin
    for days in DAYS:
        assert due_on(said) == {asked: at.astimezone(clock.LONDON).date() + timedelta(days=days)}
        at += timedelta(days=days)
        said.append(Said(asked, True, at, True))
    assert due_on(said) == {}, "known by now"
    said.append(Said(asked, False, at + timedelta(days=1), True))
    assert due_on(reversed(said)) == {asked: (at + timedelta(days=2)).astimezone(clock.LONDON).date()}
    assert due_on([Said(asked, True, begin, False)]) == {}, "never wrong, never back"


def test_a_person_tries_again_once_is_told_kindly_and_nothing_else_changes(world, browse, missed):
    client, facts = browse(world.person), LearningFact.objects.count()
    best = CourseProgress.objects.get().best_right
    page = client.get(PAGE)
    assert "1 question is back today." in words(page)
    assert "Half of 4?" in words(page)
    empty = send(client, page, PAGE)
    assert "Choose an answer." in words(empty)
    for _twice in range(2):
        after = send(client, page, PAGE, answer="b")
    assert "Yes. Well done!" in words(after)
    assert "It stays away for longer now." in words(after)
    assert ReviewGo.objects.get().is_right
    assert "There is nothing here today." in words(client.get(PAGE))
    assert (LearningFact.objects.count(), CourseProgress.objects.get().best_right) == (facts, best)
    with pytest.raises(DomainError, match="not here today"):
        try_again(world.someone, key=uuid7(), question=missed, sent=["b"], by=world.person)


def test_it_is_off_by_choice_and_on_again(world, browse, missed):
    client = browse(world.person)
    off = send(client, client.get(PAGE), "/choice/")
    assert "This is off." in words(off)
    assert "This is off." in words(client.get(PAGE))
    assert "1 question is back today." in words(send(client, off, "/choice/"))
    assert not ReviewOff.objects.exists()


def test_nobody_tries_or_reads_what_is_somebody_elses(world, browse, missed):
    gone = try_again(world.someone, key=uuid7(), question=missed, sent=["a"], by=world.person)
    other = browse(world.person_elsewhere)
    assert other.get(f"{PAGE}?after={gone.pk}").status_code == 404
    assert other.get(f"{PAGE}?after=1").status_code == 404
    given = {"key": str(uuid7()), "question": str(missed.pk), "answer": "b"}
    assert other.post(PAGE, given).status_code == 409
    assert other.post(PAGE, {**given, "question": str(uuid7())}).status_code == 404
    assert browse(world.tutor).get(PAGE).status_code in {403, 404}
    assert ReviewGo.objects.count() == 1


def test_it_costs_the_same_for_any_number_of_wrong_answers(world, browse, same_queries):
    questions = [single(f"s{n}") for n in range(1, 13)]
    asked = make_course("many", questions=questions, pass_mark=1)
    someone = PersonFactory(establishment=world.here)
    assert due_questions(someone) == []
    attempt = take_quiz(start(world.someone, asked), [["a"]] * 12)
    attempt.answers.update(answered_at=clock.now() - timedelta(days=2))
    assert len(due_questions(world.someone)) == 10, "ten a day are enough"
    rows = iter(Question.objects.filter(quiz=attempt.quiz))
    attempt.answers.update(is_right=True)

    def add_row():
        attempt.answers.filter(question=next(rows)).update(is_right=False)

    add_row()
    same_queries(browse(world.person), PAGE, add_row=add_row)
