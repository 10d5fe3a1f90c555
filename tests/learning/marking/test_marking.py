"""Long answers: handed in, marked once by a tutor within reach, told to the person, and counted."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.keys import uuid7
from justice_portal.models import Notice
from learning.marking.actions import mark_answer
from learning.models import Answer, AnswerPhoto, Attempt, CourseProgress, LearningFact, Mark
from learning.quizzes.actions import start_quiz
from tests.factories import PersonFactory, staff
from tests.learning.content import finish_lessons, long, make_course, single, start, take_quiz
from tests.learning.pages import send, words

LETTER = "Dear Sir,\nplease send me a form.\nYours, me"


@pytest.fixture
def enrolment(world):
    return start(world.someone, make_course("letter", questions=[single("s"), long("l")], pass_mark=2))


@pytest.fixture
def answer(enrolment):
    finish_lessons(enrolment)
    return take_quiz(enrolment, (["b"], [LETTER])).answers.get(question__kind="long")


def test_a_handed_in_try_waits_and_says_so(world, browse, enrolment, answer):
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.right) == ("marking", None)
    assert not CourseProgress.objects.get().is_complete
    client = browse(world.person)
    assert "Your tutor will read and mark it." in words(client.get(reverse("quizzes:result", args=[attempt.pk])))
    assert "Your tutor is marking your last try." in words(client.get(reverse("quizzes:quiz", args=["letter"])))
    with pytest.raises(DomainError, match="is marking your last try"):
        start_quiz(enrolment, key=uuid7(), by=world.person)


def test_a_tutor_marks_it_once_and_the_person_is_told(world, browse, answer):
    client = browse(world.tutor)
    queue = client.get(reverse("marking:queue"))
    assert "What do you say?" in words(queue)
    page = client.get(answer.get_absolute_url())
    assert "please send me a form." in words(page)
    short = send(client, page, "/marking/", line_a="2", words="Well done")
    assert "Thing b" in words(short)
    assert "Well done" in short.content.decode()
    assert not Mark.objects.exists()
    sent = {"line_a": "2", "line_b": "0", "phrases": ["clear"], "words": "Lovely start."}
    for _twice in range(2):
        done = send(client, page, "/marking/", **sent)
    assert "Nothing to mark" in words(done)
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.right, attempt.has_passed) == ("finished", 2, True)
    assert CourseProgress.objects.get().is_complete
    assert LearningFact.objects.filter(verb="passed").count() == Mark.objects.count() == Notice.objects.count() == 1
    assert "Lovely" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))
    result = words(browse(world.person).get(reverse("quizzes:result", args=[attempt.pk])))
    for part in (
        "Well done.",
        f"{world.tutor.name} marked this",
        "Thing a: 2 of 2",
        "You said it clearly.",
        "Lovely start.",
    ):
        assert part in result, part


def test_too_many_points_and_a_second_mark_are_refused_and_change_nothing(world, answer):
    with pytest.raises(DomainError, match="no more than the line has"):
        mark_answer(answer, key=uuid7(), points={"a": 3, "b": 0}, by=world.tutor)
    with pytest.raises(DomainError, match="for each line"):
        mark_answer(answer, key=uuid7(), points={"a": 1}, by=world.tutor)
    assert not Mark.objects.exists()
    mark_answer(answer, key=uuid7(), points={"a": 1, "b": 0}, by=world.tutor)
    with pytest.raises(DomainError, match="marked already"):
        mark_answer(answer, key=uuid7(), points={"a": 2, "b": 1}, by=world.tutor)
    attempt = Attempt.objects.get()
    assert (attempt.right, attempt.has_passed) == (1, False)
    assert start_quiz(answer.attempt.enrolment, key=uuid7(), by=world.person).is_open


@pytest.mark.parametrize("who", ["person", "key_worker", "manager", "administrator", "tutor_elsewhere"])
def test_who_may_not_mark(world, answer, who):
    if not hasattr(world, who):
        pytest.skip("no such kind of user in this world")
    with pytest.raises(PermissionDenied):
        mark_answer(answer, key=uuid7(), points={"a": 1, "b": 0}, by=getattr(world, who))


def test_the_queue_costs_the_same_for_any_length(world, browse, same_queries):
    course = make_course("letters", questions=[long("l")], pass_mark=1)

    def add_row():
        take_quiz(start(PersonFactory(establishment=world.here), course), ([LETTER],), by=SYSTEM)

    same_queries(browse(world.tutor), reverse("marking:queue"), add_row=add_row)
    assert Answer.objects.waiting().exists()


def a_photo(colour="red"):
    raw = io.BytesIO()
    image = Image.new("RGB", (80, 60), colour)
    exif = image.getexif()
    exif[0x010E] = "secret place"
    image.save(raw, "JPEG", exif=exif, comment=b"walrus")
    return SimpleUploadedFile("../../x.jpg", raw.getvalue() + b"<script>", content_type="image/jpeg")


def test_t76_staff_add_a_photo_of_paper_and_the_marking_tutor_sees_it_made_anew(world, browse, answer):
    client, key = browse(world.tutor), str(uuid7())
    address = reverse("marking:photo-add", args=[answer.pk])
    bad = client.post(address, {"key": key, "photo": SimpleUploadedFile("a.jpg", b"<svg/>")})
    assert bad.status_code == 422
    for _twice in range(2):
        client.post(address, {"key": key, "photo": a_photo()})
    photo = AnswerPhoto.objects.get()
    served = client.get(reverse("marking:photo", args=[photo.pk]), follow=True)
    content = b"".join(served.streaming_content)
    assert served["Content-Type"] == "image/jpeg"
    assert "attachment" in served["Content-Disposition"]
    assert [word for word in (b"secret", b"walrus", b"<script") if word in content] == []
    assert reverse("marking:photo", args=[photo.pk]) in client.get(answer.get_absolute_url()).content.decode()
    for who in (world.person, world.key_worker, staff(Role.TUTOR, at=world.there)):
        other = browse(who)
        assert other.get(reverse("marking:photo", args=[photo.pk])).status_code in {403, 404}
        assert other.post(address, {"key": str(uuid7()), "photo": a_photo()}).status_code in {403, 404}
        assert other.post(reverse("marking:photo-remove", args=[photo.pk])).status_code in {403, 404}
    assert AnswerPhoto.objects.count() == 1


def test_a_photo_is_taken_away_until_the_answer_is_marked(world, browse, answer):
    client = browse(world.tutor)
    address = reverse("marking:photo-add", args=[answer.pk])
    for _twice in range(2):
        client.post(address, {"key": str(uuid7()), "photo": a_photo()})
    first, second = AnswerPhoto.objects.all()
    assert client.post(reverse("marking:photo-remove", args=[first.pk])).url == answer.get_absolute_url()
    mark_answer(answer, key=uuid7(), points={"a": 1, "b": 0}, by=world.tutor)
    assert client.post(reverse("marking:photo-remove", args=[second.pk])).status_code == 409
    assert "marked already" in words(client.post(address, {"key": str(uuid7()), "photo": a_photo()}))
    assert AnswerPhoto.objects.get() == second
