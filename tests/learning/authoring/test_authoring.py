"""Writing courses in the site: in drafts, read by a second person, published as versions that never change."""

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
from learning.authoring import actions, question_lines
from learning.authoring.content import from_version
from learning.authoring.models import Draft
from learning.authoring.question_typed import typed
from learning.courses.importer import faults_of, hash_of, read_courses
from learning.loading import load_course
from learning.models import Course, CourseFile, Version
from learning.quizzes.kinds import KINDS
from tests.factories import staff
from tests.learning.content import make_course, start
from tests.learning.pages import send, words

DETAILS = {
    "title_en": "Fix a bike", "summary_en": "How to mend a flat.", "subject": "work", "level": "entry-2", "minutes": "20",
    "glossary": "",
}  # fmt: skip


@pytest.fixture
def client(world, browse):
    return browse(world.tutor)


@pytest.fixture
def second(world):
    return staff(Role.TUTOR, at=world.here)


@pytest.fixture
def draft(client):
    page = client.get(reverse("authoring:new"))
    for _twice in range(2):
        send(client, page, "/new/", **DETAILS)
    return Draft.objects.get()


def add(client, draft, name, *codes, kind="", **fields):
    """Open a page of the draft, fill in its form and send it."""
    address = reverse(f"authoring:{name}", args=[draft.pk, *codes])
    return (
        send(client, client.get(f"{address}?kind={kind}" if kind else address), "/learn/write/", **fields)
        if not kind
        else _to(client, f"{address}?kind={kind}", fields)
    )


def _to(client, address, fields):
    from tests.learning.pages import forms

    found = next(form for form in forms(client.get(address)) if "edition" in form["fields"])
    return client.post(address, {**found["fields"], **fields}, follow=True)


@pytest.fixture
def whole(client, draft):
    """A course with a lesson, a text and a question."""
    add(client, draft, "lesson-add", title_en="A flat", unit_en="Wheels", minutes="10")
    add(client, draft, "block-add", "a-flat", kind="text", text_en="Take the **wheel** off. Find the hole.")
    lines = "* Find the hole\nBuy a car"
    add(
        client,
        draft,
        "question-add",
        kind="single",
        text_en="What is first?",
        lines_en=lines,
        feedback_en="Look for it.",
    )
    draft.refresh_from_db()
    return draft


def agreed(draft, second, world):
    actions.send_draft(draft, by=world.tutor)
    return actions.answer_draft(draft, is_agreed=True, words="", by=second)


def test_a_tutor_makes_a_course_a_second_person_reads_it_and_learners_start_it(world, client, browse, whole, second):
    assert whole.code == "fix-a-bike"
    page = client.get(whole.get_absolute_url())
    assert "Wheels" in words(page)
    sent = send(client, page, "/send/")
    assert "Another writer must read it now." in words(sent)
    refused = client.post(reverse("authoring:answer", args=[whole.pk]), {"is_agreed": "yes", "words": ""})
    assert "Somebody else must read it: you wrote it." in words(refused)
    other = browse(second)
    seen = other.get(whole.get_absolute_url())
    send(other, seen, "/answer/", is_agreed="yes")
    done = send(client, client.get(whole.get_absolute_url()), "/publish/")
    assert "Take the wheel off" not in words(done)
    course = Course.objects.get(code="fix-a-bike")
    enrolment = start(world.someone, course)
    person = browse(world.person)
    assert "Wheels" in words(person.get(course.get_absolute_url()))
    assert "Find the hole." in words(person.get(reverse("courses:lesson", args=["fix-a-bike", "a-flat"])))
    assert enrolment.version.published_by == world.tutor
    assert {"draft.sent", "draft.answered", "draft.published"} <= set(
        AuditEvent.objects.values_list("event", flat=True)
    )
    assert "Find the hole" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))


def test_the_next_version_leaves_learners_on_theirs(world, client, second):
    course = make_course()
    enrolment = start(world.someone, course)
    draft = actions.revise_course(course, by=world.tutor)
    assert actions.revise_course(course, by=second) == draft, "one draft at a time"
    actions.save_draft(draft, content={**draft.content, "title": {"en": "Halves now"}}, edition=1, by=world.tutor)
    draft.refresh_from_db()
    actions.publish_draft(agreed(draft, second, world), by=world.tutor)
    enrolment.refresh_from_db()
    assert (enrolment.version.number, enrolment.version.name.text) == (1, "Halves")
    assert Version.objects.offered().get(course=course).name.text == "Halves now"


def test_two_people_who_write_at_once_do_not_lose_a_word(world, client, whole):
    address = reverse("authoring:details", args=[whole.pk])
    old = client.get(address)
    send(client, client.get(address), "/details/", **{**DETAILS, "minutes": "25"})
    late = send(client, old, "/details/", **{**DETAILS, "summary_en": "My own new words."})
    assert "Somebody else changed this draft." in words(late)
    assert "My own new words." in late.content.decode()
    whole.refresh_from_db()
    assert whole.content["summary"]["en"] == "How to mend a flat."


def test_the_gate_measures_offers_shorter_words_and_refuses_hard_ones_without_a_reason(world, client, whole):
    hard = "Subsequently the appropriate component necessitates considerable examination, notwithstanding its apparent integrity."
    address = reverse("authoring:block", args=[whole.pk, "a-flat", "text"])
    page = client.get(address)
    assert "Easy enough for this class" in words(page)
    measured = client.post(address, {"edition": whole.edition, "text_en": hard, "measure": "1"})
    assert "Far too hard for this class" in words(measured)
    assert "subsequently: try “later”" in words(measured)
    whole.refresh_from_db()
    assert "hole" in whole.content["lessons"][0]["blocks"][0]["text"]["en"], "measuring saves nothing"
    send(client, page, "/block/", text_en=hard)
    refused = send(client, client.get(whole.get_absolute_url()), "/send/")
    assert "Make them shorter, or say why they must stay." in words(refused)
    sent = send(client, refused, "/send/", reason="The test uses these words.")
    assert "The test uses these words." in words(sent)


def test_what_is_not_whole_or_not_agreed_is_not_published(world, draft, second):
    with pytest.raises(DomainError, match="Write a lesson first"):
        actions.send_draft(draft, by=world.tutor)
    with pytest.raises(DomainError, match="must agree"):
        actions.publish_draft(draft, by=world.tutor)
    with pytest.raises(DomainError, match="does not wait"):
        actions.answer_draft(draft, is_agreed=True, words="", by=second)
    assert not Course.objects.exists()


@pytest.mark.parametrize("who", ["person", "key_worker", "manager", "mentor"])
def test_who_may_not_write(world, who):
    with pytest.raises(PermissionDenied):
        actions.start_draft(Draft, key=uuid7(), details={"title": {"en": "x"}}, by=getattr(world, who))


@pytest.mark.parametrize(
    ("kind", "typed_in", "message"),
    [
        ("single", {"lines_en": "One\nTwo"}, "in front of the one right answer"),
        ("multiple", {"lines_en": "One\nTwo"}, "in front of each right answer"),
        ("short", {"lines_en": "..."}, "each form that is right"),
        ("order", {"lines_en": "One\nTwo"}, "at least 3 lines"),
        ("match", {"lines_en": "One\nTwo = 2"}, "with = between"),
        ("gaps", {"lines_en": "No gap here"}, "square brackets"),
        ("passage", {"lines_en": "[All] [wrong]"}, "square brackets"),
        ("rating", {"lines_en": "One"}, "two lines"),
        ("long", {"lines_en": "A greeting", "points": "1"}, "with its points"),
    ],
)
def test_a_question_without_a_right_answer_is_refused_plainly_and_kept(client, whole, kind, typed_in, message):
    fields = {"text_en": "What?", "feedback_en": "Why.", **typed_in}
    page = add(client, whole, "question-add", kind=kind, **fields)
    assert page.status_code == 422
    assert message in words(page)
    assert typed_in["lines_en"].splitlines()[0] in page.content.decode()
    whole.refresh_from_db()
    assert len(whole.content["quiz"]["questions"]) == 1


def test_every_kind_of_question_of_our_courses_can_be_typed_and_read_again():
    seen = set()
    for course in read_courses():
        for question in course["quiz"]["questions"]:
            if question["kind"] == "gaps" and "choices" in question["gaps"][0]:
                continue  # gaps to choose from come from files only
            seen.add(question["kind"])
            english, welsh = typed(question)
            given = {
                **question,
                "truth": str(question.get("answer")).lower(),
                "unit": question.get("unit", {}).get("en"),
                "alt": "x",
            }
            again = {"code": "q", "text": question["text"], "feedback": question["feedback"], "kind": question["kind"],
                     **question_lines.read(question["kind"], english, welsh, given)}  # fmt: skip
            assert list(KINDS[question["kind"]].faults(again)) == []
            assert typed(again)[0] == english
    assert seen == set(KINDS)


def test_a_version_turned_into_a_draft_says_the_same(db):
    for content in read_courses():
        load_course(content, by=SYSTEM)
    for content in read_courses():
        again = from_version(Version.objects.get(course__code=content["code"]))
        assert faults_of(again) == []
        assert hash_of({**again, "version": content["version"]}) == hash_of(content)


def test_t76_a_picture_is_made_anew_and_needs_words_for_who_cannot_see_it(client, whole, settings):
    raw = io.BytesIO()
    image = Image.new("RGB", (80, 60), "red")
    exif = image.getexif()
    exif[0x010E] = "secret place"
    image.save(raw, "JPEG", exif=exif, comment=b"walrus")
    upload = SimpleUploadedFile("../../x.jpg", raw.getvalue() + b"<script>", content_type="image/jpeg")
    refused = add(client, whole, "block-add", "a-flat", kind="picture", upload=upload)
    assert refused.status_code == 422
    upload.seek(0)
    add(client, whole, "block-add", "a-flat", kind="picture", upload=upload, alt_en="A red wheel")
    row = CourseFile.objects.get()
    served = client.get(reverse("courses:picture", args=[row.pk]))
    content = b"".join(served.streaming_content)
    assert not {b"secret", b"walrus", b"<script"} & {
        word for word in (b"secret", b"walrus", b"<script") if word in content
    }
    assert served["Content-Type"] == "image/jpeg"
    seen = client.get(reverse("authoring:see-lesson", args=[whole.pk, "a-flat"]))
    assert "A red wheel" in seen.content.decode()
    bad = add(
        client, whole, "block-add", "a-flat", kind="picture", alt_en="x", upload=SimpleUploadedFile("a.jpg", b"<svg/>")
    )
    assert bad.status_code == 422


@pytest.mark.parametrize("typed_in", ["<script>alert(1)</script>", "[a](http://x)", "see https://example.org"])
def test_code_and_links_are_refused_in_words_for_learners(client, whole, typed_in):
    page = add(client, whole, "block-add", "a-flat", kind="text", text_en=typed_in)
    assert "without links and without code" in words(page)
    assert "<script>alert" not in page.content.decode()


def test_parts_are_moved_and_taken_out_without_scripts(client, whole):
    add(client, whole, "block-add", "a-flat", kind="reflect", text_en="Do you like bikes?")
    page = client.get(whole.get_absolute_url())
    whole.refresh_from_db()
    fields = {"edition": whole.edition, "what": "block", "lesson": "a-flat", "code": "reflect"}
    client.post(reverse("authoring:arrange", args=[whole.pk]), {**fields, "do": "up"})
    whole.refresh_from_db()
    assert [one["code"] for one in whole.content["lessons"][0]["blocks"]] == ["reflect", "text"]
    client.post(reverse("authoring:arrange", args=[whole.pk]), {**fields, "edition": whole.edition, "do": "out"})
    whole.refresh_from_db()
    assert [one["code"] for one in whole.content["lessons"][0]["blocks"]] == ["text"]
    assert page.status_code == 200


def test_a_course_that_is_retired_while_in_use_keeps_its_learners(world, client, browse):
    course = make_course()
    start(world.someone, course)
    send(client, client.get(reverse("authoring:list")), "/retire/")
    assert not Version.objects.offered().exists()
    page = browse(world.person).get(reverse("courses:lesson", args=["halves", "part-1"]))
    assert page.status_code == 200
    with pytest.raises(DomainError, match="closed"):
        start(world.inside_elsewhere if hasattr(world, "inside_elsewhere") else staffless(), course)


def staffless():
    from tests.factories import PersonFactory

    return PersonFactory()
