"""Facts that a device sends: each once, each answered on its own, about nobody but who is signed in."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from drf_spectacular.generators import SchemaGenerator

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.keys import uuid7
from learning.courses.actions import withdraw_course
from learning.quizzes.actions import start_quiz
from learning.quizzes.models import Answer
from learning.record_store.models import CourseProgress, LearningFact
from tests.learning.content import start

URL = "/api/learning/facts/"


def send(client, *items, **extra):
    return client.post(URL, json.dumps({"items": list(items), **extra}), content_type="application/json")


def lesson_done(enrolment, place=0, **given):
    lesson = enrolment.version.lessons.all()[place]
    return fact(enrolment, "lesson", lesson.pk, **given)


def fact(enrolment, what, thing, **given):
    return {
        "id": str(uuid7()),
        "what": what,
        "object": str(thing),
        "enrolment": str(enrolment.pk),
        "happened_at": (clock.now() - timedelta(hours=3)).isoformat(),
        **given,
    }


def outcomes(response):
    assert response.status_code == 200, response.content
    return [item["outcome"] for item in response.json()["items"]]


@pytest.fixture
def client(world, browse, enrolment):
    return browse(world.person)


def test_a_day_of_facts_is_stored_and_sent_again_is_known(world, client, enrolment):
    attempt = start_quiz(enrolment, key=uuid7(), by=world.person)
    block = enrolment.version.lessons.first().blocks.get(kind="check")
    questions = attempt.quiz.questions.all()
    answers = zip(questions, (["b"], ["b", "a"], " 2,50 "), strict=True)
    batch = [
        lesson_done(enrolment, 0, sequence=1),
        lesson_done(enrolment, 1, sequence=2),
        fact(enrolment, "block", block.pk, response=1, sequence=3),
        *[fact(enrolment, "question", one.pk, attempt=str(attempt.pk), response=sent) for one, sent in answers],
    ]
    assert outcomes(send(client, *batch)) == ["stored"] * 6
    progress = CourseProgress.objects.get()
    assert (progress.is_complete, progress.best_right) == (True, 3)
    before = LearningFact.objects.count()
    assert outcomes(send(client, *reversed(batch), *batch)) == ["duplicate"] * 12
    assert LearningFact.objects.count() == before
    kept = LearningFact.objects.get(pk=batch[0]["id"])
    assert kept.happened_at < kept.received_at
    assert kept.sequence == 1
    recorded = AuditEvent.objects.filter(event="facts.received").last()
    assert recorded.facts == {"stored": 6}


def test_the_same_id_with_other_content_is_a_conflict_and_the_first_stays(client, enrolment):
    first = lesson_done(enrolment, 0)
    other = lesson_done(enrolment, 1, id=first["id"])
    assert outcomes(send(client, first, other)) == ["stored", "conflict"]
    assert CourseProgress.objects.get().lessons_done == 1


def test_one_refused_item_harms_no_other(client, enrolment, world, course):
    elsewhere = start(world.people["elsewhere"], course)
    unknown = fact(enrolment, "lesson", uuid7())
    forged = lesson_done(elsewhere)
    bad_choice = fact(enrolment, "block", enrolment.version.lessons.first().blocks.get(kind="check").pk, response="9")
    bad_quiz = fact(enrolment, "question", uuid7(), attempt=str(uuid7()), response="1")
    response = send(client, unknown, forged, lesson_done(enrolment), bad_choice, bad_quiz)
    assert outcomes(response) == ["refused", "refused", "stored", "refused", "refused"]
    reasons = [item["reason"] for item in response.json()["items"]]
    assert reasons[0] == reasons[1], "what is not there and what is not yours sound the same"
    assert not LearningFact.objects.filter(enrolment=elsewhere, verb="completed").exists()


def test_t82_the_person_comes_from_the_session_not_from_the_body(client, enrolment, world):
    item = lesson_done(enrolment, person=str(world.people["elsewhere"].pk), actor="A0001AA", result={"score": 100})
    assert outcomes(send(client, item, person=str(world.people["elsewhere"].pk))) == ["stored"]
    assert LearningFact.objects.get(pk=item["id"]).person == world.someone
    assert "score" not in LearningFact.objects.get(pk=item["id"]).result


def test_somebody_elses_fact_id_is_a_conflict_that_tells_nothing(client, enrolment, world, course, browse):
    theirs = start(world.people["elsewhere"], course)
    taken = lesson_done(theirs)
    assert outcomes(send(browse(world.person_elsewhere), taken)) == ["stored"]
    assert outcomes(send(client, lesson_done(enrolment, id=taken["id"]))) == ["conflict"]


def test_an_answer_after_the_end_and_to_a_withdrawn_course_is_refused_with_the_reason(client, world, enrolment):
    attempt = start_quiz(enrolment, key=uuid7(), by=world.person)
    kept = lesson_done(enrolment)
    question = attempt.quiz.questions.first()
    assert outcomes(send(client, kept)) == ["stored"]
    withdraw_course(enrolment, by=world.tutor)
    late = fact(enrolment, "question", question.pk, attempt=str(attempt.pk), response=["b"])
    response = send(client, late, kept)
    assert outcomes(response) == ["refused", "duplicate"]
    assert "not on your list" in response.json()["items"][0]["reason"]
    assert not Answer.objects.exists()


@pytest.mark.parametrize("days", [-400, -3, 365])
def test_a_wrong_clock_is_accepted_and_counts_no_later_than_now(client, enrolment, days):
    item = lesson_done(enrolment, happened_at=(clock.now() + timedelta(days=days)).isoformat())
    assert outcomes(send(client, item)) == ["stored"]
    assert CourseProgress.objects.get().last_at <= clock.now()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        "{}",
        '{"items": []}',
        '{"items": [1]}',
        '{"items": [{"id": "x"}]}',
        '{"items": {"a": 1}}',
        "[" * 100_000,
        '{"items": [{"id": ' + "9" * 10_000 + "}]}",
    ],
)
def test_what_cannot_be_read_is_refused_plainly_and_nothing_is_kept(client, body):
    before = LearningFact.objects.count()
    response = client.post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert LearningFact.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"happened_at": "0001-01-01T00:00:00+14:00"},
        {"happened_at": "9999-12-31T23:59:59-14:00"},
        {"happened_at": "yesterday"},
        {"what": "quiz"},
        {"what": "passed"},
        {"object": "1 OR 1=1"},
        {"sequence": -1},
        {"sequence": 10**12},
        {"id": "\u0000"},
    ],
)
def test_a_wrong_value_refuses_the_batch(client, enrolment, wrong):
    response = send(client, lesson_done(enrolment), {**lesson_done(enrolment, 1), **wrong})
    assert response.status_code == 400
    assert not LearningFact.objects.filter(verb="completed").exists()


@pytest.mark.parametrize("response", ["\ud800", "\x00", ["a", None], {"a": 1}, True, 1e300, -1, 10**40, None])
def test_a_hostile_response_is_refused_and_not_kept(client, enrolment, world, response):
    attempt = start_quiz(enrolment, key=uuid7(), by=world.person)
    block = enrolment.version.lessons.first().blocks.get(kind="check")
    number = attempt.quiz.questions.get(kind="number")
    told = outcomes(
        send(
            client,
            fact(enrolment, "block", block.pk, response=response),
            fact(enrolment, "question", number.pk, attempt=str(attempt.pk), response=response),
        )
    )
    assert set(told) == {"refused"}


def test_too_many_items_and_too_many_bytes_are_refused(client, enrolment):
    assert send(client, *[lesson_done(enrolment) for _ in range(51)]).status_code == 413
    assert send(client, lesson_done(enrolment), padding="x" * 300_000).status_code == 413
    assert not LearningFact.objects.filter(verb="completed").exists()


def test_who_may_not_send(world, browse, enrolment, client):
    for user in (world.tutor, world.mentor, world.administrator, None):
        assert send(browse(user), lesson_done(enrolment)).status_code == 403
    assert client.get(URL).status_code == 405


def test_it_is_described(db):
    schema = SchemaGenerator().get_schema(request=None, public=True)
    operation = schema["paths"]["/api/learning/facts/"]["post"]
    assert operation["operationId"] == "learning_facts_send"
    assert {"200", "400", "403", "413"} <= set(operation["responses"])
    assert "outcome" in schema["components"]["schemas"]["AnsweredOutput"]["properties"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"attempt": 7},
        {"attempt": True},
        {"id": 12},
        {"sequence": "3"},
        {"sequence": True},
        {"object": ["a"]},
        *({"happened_at": at} for at in ("0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "10000-01-01T00:00:00Z")),
    ],
)
def test_a_value_of_another_kind_is_refused_and_not_turned_into_a_key(world, browse, wrong):
    """Found by `make attack`: a whole number was taken for a key."""
    item = {
        "id": str(uuid4()), "what": "lesson", "object": str(uuid4()), "enrolment": str(uuid4()),
        "happened_at": "2026-01-01T10:00:00Z", **wrong,
    }  # fmt: skip
    answer = browse(world.person).post("/api/learning/facts/", {"items": [item]}, content_type="application/json")
    assert answer.status_code == 400
