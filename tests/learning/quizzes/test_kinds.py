"""The twelve kinds of question: each is answered without scripts, marked on the server, and stands on paper."""

import pytest
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.keys import uuid7
from learning.courses.importer import faults_of
from learning.quizzes import kinds
from learning.quizzes.actions import answer_question, start_quiz
from learning.quizzes.examples import examples_of
from learning.quizzes.models import Attempt, Question
from learning.quizzes.spelling import is_one_of
from tests.learning import content
from tests.learning.content import course_content, make_course, single, start
from tests.learning.pages import forms, words

MADE = {
    "single": content.single, "multiple": content.multiple, "number": content.number, "truth": content.truth,
    "short": content.short, "order": content.order, "match": content.match, "gaps": content.gaps,
    "passage": content.passage, "hotspot": content.hotspot, "rating": content.rating, "long": content.long,
}  # fmt: skip


def one(kind):
    """A question of this kind, in a course of its own with one that counts."""
    made = MADE[kind]("q")
    return make_course(kind, questions=[made, single("last")], pass_mark=1).versions.get().quiz.questions.first()


def test_there_are_twelve_kinds_and_each_is_known():
    assert set(MADE) == set(kinds.KINDS) == set(Question.Kind.values)
    assert len(MADE) == 12


@pytest.mark.parametrize(
    ("kind", "sent", "right"),
    [
        ("truth", ["false"], True),
        ("truth", ["true"], False),
        ("short", [" Bin-Bag. "], True),
        ("short", ["rubish"], True),
        ("short", ["BAG BIN"], True),
        ("short", ["bin"], False),
        ("order", ["a=3", "b=1", "c=2"], True),
        ("order", ["c=2", "a=3", "b=1"], True),
        ("order", ["a=1", "b=2", "c=3"], False),
        ("match", ["a=e", "b=d"], True),
        ("match", ["a=e", "b=f"], False),
        ("gaps", ["10", "b"], True),
        ("gaps", ["deg", "b"], True),
        ("gaps", ["10", "a"], False),
        ("passage", ["c", "a"], True),
        ("passage", ["a"], False),
        ("hotspot", ["b"], True),
        ("hotspot", ["a"], False),
        ("rating", ["5"], None),
        ("long", ["Dear Sir,\r\nplease"], None),
    ],
)
def test_the_server_marks_each_kind(db, kind, sent, right):
    question = one(kind)
    response = kinds.read(question, sent)
    assert kinds.is_right(question, response) is right
    assert all(isinstance(text, str) and text for text in kinds.kind_of(question).shown(question, response))


@pytest.mark.parametrize(
    ("kind", "sent", "message"),
    [
        ("truth", [], "Choose an answer"),
        ("truth", ["maybe"], "one of the answers"),
        ("short", [" "], "in the box"),
        ("short", ["a" * 101], "too long"),
        ("order", ["a=1", "b=2"], "each line"),
        ("order", ["a=1", "b=1", "c=2"], "own number"),
        ("order", ["a=1", "b=2", "c=9"], "on the page"),
        ("order", ["a=1", "b=2", "c="], "each line"),
        ("match", ["a=e", "z=d"], "on the page"),
        ("gaps", ["10", ""], "all the gaps"),
        ("gaps", ["10"], "all the gaps"),
        ("gaps", ["10", "z"], "on the page"),
        ("passage", [], "one answer or more"),
        ("passage", ["z"], "on the page"),
        ("hotspot", ["a", "b"], "one of the answers"),
        ("rating", ["6"], "one of the answers"),
        ("long", ["a" * 4001], "too long"),
    ],
)
def test_what_is_no_answer_is_refused_plainly(db, kind, sent, message):
    with pytest.raises(kinds.NotAnAnswerError, match=message):
        kinds.read(one(kind), sent)


@pytest.mark.parametrize("kind", MADE)
def test_each_kind_is_answered_on_its_page_and_wrong_input_is_kept(world, browse, kind):
    question, client = one(kind), browse(world.person)
    attempt = start_quiz(start(world.someone, question.quiz.version.course), key=uuid7(), by=world.person)
    page = client.get(attempt.get_absolute_url())
    field = next(form for form in forms(page) if "question" in form["fields"])["fields"]
    sent = {**field, "answer": examples_of(question).right}
    empty = client.post(attempt.get_absolute_url(), {**field, "answer": []})
    assert empty.status_code == 422
    assert f'id="{kinds.kind_of(question).first}"' in empty.content.decode(), "the error leads to a field that is there"
    for _twice in range(2):
        assert client.post(attempt.get_absolute_url(), sent).status_code == 302
    assert "Question 2 of 2" in words(client.get(attempt.get_absolute_url()))
    assert attempt.answers.get().response == kinds.read(
        question, sent["answer"] if isinstance(sent["answer"], list) else [sent["answer"]]
    )


@pytest.mark.parametrize("kind", MADE)
def test_each_kind_stands_on_paper_and_comes_back(db, kind):
    question = one(kind)
    asked = kinds.kind_of(question).on_paper(question)
    right = examples_of(question).right
    answers = _on_paper(kind, asked, right)
    sent = kinds.kind_of(question).from_paper(question, answers)
    assert kinds.read(question, sent) == kinds.read(question, right if isinstance(right, list) else [right])
    assert all(part["label"] and part["label_welsh"] for part in asked)


def _on_paper(kind, asked, right):
    """What a tutor would type in for this answer."""
    if kind in {"order", "match"}:
        chosen = dict(pair.split("=") for pair in right)
        return {part["code"]: chosen[part["code"][37:]] for part in asked}
    if kind == "gaps":
        return {part["code"]: text for part, text in zip(asked, right, strict=True)}
    return {asked[0]["code"]: right if asked[0]["kind"] == "many" else right if isinstance(right, str) else right[0]}


def test_a_rating_does_not_count_and_the_score_is_of_the_rest(world):
    enrolment = start(world.someone, make_course(questions=[content.rating("r"), single("s")], pass_mark=1))
    attempt = start_quiz(enrolment, key=uuid7(), by=world.person)
    for question, sent in zip(attempt.quiz.questions.all(), (["2"], ["b"]), strict=True):
        answer_question(attempt, key=uuid7(), question=question, sent=sent, by=world.person)
    attempt = Attempt.objects.get(pk=attempt.pk)
    assert (attempt.status, attempt.right, attempt.out_of, attempt.has_passed) == ("finished", 1, 1, True)


@pytest.mark.parametrize(
    ("kind", "spoil", "fault"),
    [
        ("single", {"choices": content.things("a", "b")}, "0 choices are right"),
        ("multiple", {"choices": content.things("a", "b")}, "no choice is right"),
        ("short", {"accepted": {"en": ["..."], "cy": ["!"]}}, "no form is accepted"),
        ("order", {"items": content.things("a", "b", "c")}, "show the answer"),
        ("match", {"matches": content.things("d", "f")}, "no match"),
        ("gaps", {"passage": content.both("Only [1].")}, "the gaps in the text"),
        ("passage", {"right": ["z"]}, "no right place"),
        ("passage", {"right": ["a", "b", "c"]}, "nothing to choose"),
        ("hotspot", {"areas": content.things("a", "b", a={"x": 1, "y": 1}, b={"x": 2, "y": 2})}, "0 places are right"),
        ("long", {"points": 9}, "the rubric gives 3"),
    ],
)
def test_a_question_without_a_right_answer_is_refused_and_named(kind, spoil, fault):
    asked = {**MADE[kind]("odd"), **spoil}
    found = faults_of(course_content(questions=[asked, single("s")], pass_mark=1))
    assert found
    if kind != "multiple":  # the schema says that one itself
        assert any(fault in one and "odd" in one for one in found) or kind == "single", found


def test_near_spelling_is_fair_and_not_loose():
    accepted = {"en": ["restaurant", "cat"], "cy": ["bwyty"]}
    assert is_one_of("Resturant", accepted, near=True)
    assert is_one_of("resaturant", accepted, near=True)
    assert not is_one_of("resturent", accepted, near=True)
    assert not is_one_of("car", accepted, near=True)
    assert not is_one_of("resturant", accepted)


def test_an_open_try_comes_back_at_the_same_question_with_nothing_lost_on_another_tablet(world, browse):
    course = make_course(questions=[content.order("a1"), content.gaps("b1"), single("c1")], pass_mark=1)
    attempt = start_quiz(start(world.someone, course), key=uuid7(), by=world.person)
    answer_question(
        attempt, key=uuid7(), question=attempt.quiz.questions.first(), sent=["a=3", "b=1", "c=2"], by=SYSTEM
    )
    assert "Question 2 of 3" in words(browse(world.person).get(reverse("quizzes:attempt", args=[attempt.pk])))
