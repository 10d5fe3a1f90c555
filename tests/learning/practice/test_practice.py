"""Practice with hints, and who is stuck."""

from django.urls import reverse

from justice_portal.keys import uuid7
from learning.models import Answer, Attempt, CourseProgress, HelpFlag, LearningFact
from tests.factories import PersonFactory
from tests.learning.content import both, make_course, rating, short, single, start, take_quiz
from tests.learning.pages import send, words


def practise(world, browse):
    questions = [{**single("s"), "hint": both("Share it.")}, short("w"), rating("r")]
    start(world.someone, make_course(questions=questions, pass_mark=1))
    client = browse(world.person)
    return client, send(client, client.get(reverse("quizzes:quiz", args=["halves"])), "/practice/")


def test_a_wrong_go_is_kind_hints_and_can_be_tried_again_until_it_is_right(world, browse):
    client, page = practise(world, browse)
    assert "Practice 1 of 3" in words(page)
    assert "Share it." not in words(page)
    assert "Share it." in words(client.get(f"{page.request['PATH_INFO']}?hint=1"))
    wrong = send(client, page, "/learn/practice/", answer="a")
    assert "Not yet. Have one more go." in words(wrong)
    assert "Share it." in words(wrong)
    right = send(client, wrong, "/learn/practice/", answer="b")
    assert "Yes. Well done!" in words(right)
    assert "Half of 4 is 2." in words(right)
    assert list(Answer.objects.order_by("nth").values_list("nth", "is_right")) == [(1, False), (2, True)]
    assert "Practice 2 of 3" in words(client.get(page.request["PATH_INFO"])), "after a break, the next one"


def test_the_same_go_sent_twice_is_one_and_practice_ends_without_a_score_that_counts(world, browse):
    client, page = practise(world, browse)
    for _twice in range(2):
        send(client, page, "/learn/practice/", answer="b")
    assert Answer.objects.count() == 1
    for answer in ("bin bag", "3"):
        page = client.get(page.request["PATH_INFO"])
        page = send(client, page, "/learn/practice/", answer=answer)
    assert "You got 3 of 3 in the end." in words(client.get(page.request["PATH_INFO"]))
    assert Attempt.objects.get().status == "finished"
    assert not LearningFact.objects.filter(verb__in=["passed", "failed"]).exists()
    assert CourseProgress.objects.get().best_of is None


def test_after_two_wrong_goes_the_answer_can_be_seen_and_after_three_a_tutor_is_told_once(world, browse):
    client, page = practise(world, browse)
    assert "Show me the answer" not in words(page)
    for _go in range(4):
        page = send(client, page, "/learn/practice/", answer="a")
    flag = HelpFlag.objects.get()
    assert flag.question.code == "s"
    shown = send(client, page, "/show/")
    assert "Here is the answer: 2" in words(shown)
    tutor = browse(world.tutor)
    listed = tutor.get(reverse("practice:stuck"))
    assert "Half of 4?" in words(listed)
    for _twice in range(2):
        done = send(tutor, listed, "/done/")
    assert "Nobody is stuck" in words(done)
    flag.refresh_from_db()
    assert flag.settled_by == world.tutor


def test_two_failed_quizzes_in_a_row_are_a_call_for_help(world):
    enrolment = start(world.someone, make_course())
    for _try in range(3):
        take_quiz(enrolment, (["a"], ["c"], ["9"]))
    assert HelpFlag.objects.get().question is None


def test_the_list_of_who_is_stuck_costs_the_same_for_any_length(world, browse, same_queries):
    course = make_course()

    def add_row():
        enrolment = start(PersonFactory(establishment=world.here), course)
        HelpFlag.objects.create(person=enrolment.person, enrolment=enrolment, pk=uuid7())

    same_queries(browse(world.tutor), reverse("practice:stuck"), add_row=add_row)
