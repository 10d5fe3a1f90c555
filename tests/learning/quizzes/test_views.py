"""The person's pages of a quiz, through the front door and without scripts."""

import pytest
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.keys import uuid7
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, visible_text
from learning.courses.actions import withdraw_course
from learning.quizzes.actions import answer_question, start_quiz
from learning.quizzes.models import Answer, Attempt
from tests.learning.content import make_course, single, start, take_quiz
from tests.learning.pages import form, send, words


@pytest.fixture
def client(world, browse, enrolment):
    return browse(world.person)


@pytest.fixture
def attempt(enrolment):
    return start_quiz(enrolment, key=uuid7(), by=SYSTEM)


def open_question(client, attempt):
    response = client.get(attempt.get_absolute_url())
    assert response.status_code == 200
    return response


def test_the_same_question_comes_back_after_a_break(client, attempt, browse, world):
    question = open_question(client, attempt)
    send(client, question, "/attempts/", answer="b")
    again = open_question(browse(world.person), attempt)  # another tablet, after a dead battery
    assert "Question 2 of 3" in words(again)
    assert "You are on question 2 of 3." in words(client.get(reverse("quizzes:quiz", args=["halves"])))


def test_power_that_goes_before_or_after_the_server_kept_an_answer_loses_and_doubles_nothing(
    world, browse, client, attempt
):
    question = open_question(client, attempt)
    client.cookies.clear()  # the power goes before the answer is sent: the tablet knows nobody when it is back
    assert client.get(attempt.get_absolute_url()).status_code == 302
    back = browse(world.person)
    resumed = open_question(back, attempt)
    assert "Question 1 of 3" in words(resumed)
    assert form(resumed, "/attempts/")["fields"]["question"] == form(question, "/attempts/")["fields"]["question"]
    send(back, resumed, "/attempts/", answer="b")  # kept, and the power goes before the next page comes
    later = browse(world.person)
    sent_again = send(later, resumed, "/attempts/", answer="b")
    assert "Question 2 of 3" in words(sent_again)
    assert Answer.objects.count() == 1
    assert open_question(later, attempt).context["page"].attempt.question_ids == attempt.question_ids


def test_the_same_answer_sent_twice_is_one_answer(client, attempt):
    question = open_question(client, attempt)
    for _ in range(2):
        assert "Question 2 of 3" in words(send(client, question, "/attempts/", answer="b"))
    assert Answer.objects.count() == 1


def test_another_answer_from_an_old_page_keeps_the_first(client, attempt):
    first, second = open_question(client, attempt), open_question(client, attempt)
    send(client, first, "/attempts/", answer="b")
    response = send(client, second, "/attempts/", answer="a")
    assert response.status_code == 409
    assert "Your first answer is saved." in words(response)
    assert Answer.objects.get().response == ["b"]


@pytest.mark.parametrize("typed", ["2,50", "£2.50", " 2.5 ", "250p", "2½", "２．５"])
def test_a_number_is_understood_however_it_is_typed(client, attempt, typed):
    for answer in ("b", ["a", "b"]):
        question = send(client, open_question(client, attempt), "/attempts/", answer=answer)
    assert "3 of 3 right." in words(send(client, question, "/attempts/", answer=typed))


@pytest.mark.parametrize(
    "typed",
    ["two fifty", "9" * 41, "<script>alert(1)</script>", "{{7*7}}", "2\u202e5", "' OR 1=1 --", "2\x00"],
)
def test_what_is_no_number_is_told_plainly_and_kept(client, attempt, typed):
    for answer in ("b", ["a", "b"]):
        question = send(client, open_question(client, attempt), "/attempts/", answer=answer)
    response = send(client, question, "/attempts/", answer=typed)
    assert response.status_code == 422
    assert "There is a problem" in words(response)
    assert form(response, "/attempts/")["fields"]["answer"] == typed.strip()
    assert "<script>alert" not in response.content.decode()
    assert Answer.objects.count() == 2


def test_a_huge_answer_is_refused_and_cut(client, attempt):
    for answer in ("b", ["a", "b"]):
        question = send(client, open_question(client, attempt), "/attempts/", answer=answer)
    response = send(client, question, "/attempts/", answer="2" * 500_000)
    assert response.status_code == 422
    assert len(response.content) < 20_000


def test_no_answer_at_all_is_told(client, attempt):
    response = send(client, open_question(client, attempt), "/attempts/")
    assert "Choose an answer." in words(response)
    send(client, open_question(client, attempt), "/attempts/", answer="b")
    assert "Choose one answer or more." in words(send(client, open_question(client, attempt), "/attempts/"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", ""),
        ("key", "x"),
        ("question", ""),
        ("question", "x"),
        ("question", "01a20056-41d7-7618-96ad-f9c2c80553a2"),
    ],
)
def test_a_form_that_was_tampered_with_changes_nothing(client, attempt, field, value):
    response = send(client, open_question(client, attempt), "/attempts/", answer="b", **{field: value})
    assert response.status_code in {404, 409}
    assert not Answer.objects.exists()


def test_a_question_of_another_quiz_is_not_there(client, attempt):
    other = make_course("quarters").versions.get().quiz.questions.first()
    response = send(client, open_question(client, attempt), "/attempts/", answer="a", question=other.pk)
    assert response.status_code == 404


def test_an_answer_after_the_end_is_refused_and_the_page_leads_to_the_result(client, enrolment, attempt):
    question = open_question(client, attempt)
    take_quiz(enrolment)
    assert client.get(attempt.get_absolute_url()).url == reverse("quizzes:result", args=[attempt.pk])
    response = send(client, question, "/attempts/", answer="a")
    assert response.status_code == 409
    assert "This quiz is finished. Your answers are saved." in words(response)


def test_a_foreign_attempt_is_not_there(world, browse, attempt):
    other = browse(world.person_elsewhere)
    for name in ("quizzes:attempt", "quizzes:result"):
        unknown_pk = uuid7()
        foreign, unknown = (other.get(reverse(name, args=[pk])) for pk in (attempt.pk, unknown_pk))
        assert foreign.status_code == unknown.status_code == 404
        # The address that was asked for is printed on paper; all else is the same.
        assert words(foreign).replace(str(attempt.pk), "") == words(unknown).replace(str(unknown_pk), "")
    sent = {"key": uuid7(), "question": attempt.question_ids[0], "answer": "b"}
    assert other.post(attempt.get_absolute_url(), sent).status_code == 404
    assert not Answer.objects.exists()


def test_the_result_is_kind_and_says_what_to_look_at_again(client, enrolment):
    attempt = take_quiz(enrolment, [["a"], ["a", "b"], ["5"]])
    response = client.get(reverse("quizzes:result", args=[attempt.pk]))
    said = words(response)
    for part in ("Good try.", "1 of 3 right.", "You need 2 to pass.", "You said 1", "Half of 4 is 2.", "£5", "£2.50"):
        assert part in said
    again = send(client, response, "/quiz/start/")
    assert "Question 1 of 3" in words(again)
    assert Attempt.objects.count() == 2


def test_starting_twice_goes_on_with_the_same_try(client):
    page = client.get(reverse("quizzes:quiz", args=["halves"]))
    for _ in range(2):
        assert "Question 1 of 3" in words(send(client, page, "/quiz/start/"))
    assert Attempt.objects.count() == 1


def test_a_course_taken_off_the_list_takes_no_answers(client, world, enrolment, attempt):
    question = open_question(client, attempt)
    withdraw_course(enrolment, by=world.tutor)
    response = send(client, question, "/attempts/", answer="b")
    assert response.status_code == 409
    assert "not on your list now" in words(response)


def test_staff_see_the_result_and_may_not_answer(world, browse, enrolment, attempt):
    client = browse(world.tutor)
    response = client.get(attempt.get_absolute_url(), follow=True)
    assert "Quiz not finished yet" in words(response)
    assert "0 of 3 questions" in words(response)
    sent = {"key": uuid7(), "question": attempt.question_ids[0], "answer": "b"}
    assert client.post(attempt.get_absolute_url(), sent).status_code == 403
    take_quiz(enrolment, [["a"], ["a", "b"], ["5"]])
    result = words(client.get(reverse("quizzes:result", args=[attempt.pk])))
    assert "Their answer" in result
    assert "Try again" not in result
    assert AuditEvent.objects.filter(event="quiz.result_viewed").latest("at").subjects == [enrolment.person_id]


def test_a_quiz_page_of_someone_who_has_not_started_says_so(world, browse, course):
    assert "Start the course first" in words(browse(world.person).get(reverse("quizzes:quiz", args=["halves"])))


def test_pages_cost_the_same_for_a_short_and_a_long_quiz(world, browse, django_assert_num_queries):
    counts = set()
    client = browse(world.person)
    for code, size in (("short", 1), ("long", 20)):
        content = [single(f"q{number}") for number in range(size)]
        enrolment = start(world.someone, make_course(code, questions=content, pass_mark=1))
        attempt = start_quiz(enrolment, key=uuid7(), by=SYSTEM)
        client.get(attempt.get_absolute_url())  # warm what is asked once a process
        with django_assert_num_queries(8, exact=False) as caught:
            client.get(attempt.get_absolute_url())
        for question in attempt.quiz.questions.all():
            answer_question(attempt, key=uuid7(), question=question, sent=["a"], by=SYSTEM)
        with django_assert_num_queries(9, exact=False) as result:
            client.get(reverse("quizzes:result", args=[attempt.pk]))
        counts.add((len(caught), len(result)))
    assert len(counts) == 1


def test_the_words_are_easy_to_read(client, enrolment, attempt):
    texts = [open_question(client, attempt)]
    take_quiz(enrolment, [["a"], ["a", "b"], ["5"]])
    texts.append(client.get(reverse("quizzes:result", args=[attempt.pk])))
    for response in texts:
        text = visible_text(response.content.decode())
        assert grade(text) <= GRADE_FOR_PEOPLE, text
