"""Banks of questions that courses share: drawn from, frozen for each try, retired without touching what was done."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.keys import uuid7
from learning.authoring import actions
from learning.authoring.banks.actions import add_to_bank, copy_from_draft, retire_question, start_bank
from learning.authoring.content import from_version
from learning.authoring.models import Draft
from learning.models import Bank, BankQuestion, Course, Question, Version
from learning.quizzes.actions import answer_question, start_quiz
from tests.factories import staff
from tests.learning.content import course_content, lesson, single, start, text, truth
from tests.learning.pages import send, words


def bare(question, words):
    return {name: value for name, value in question.items() if name != "code"} | {"text": {"en": words}}


@pytest.fixture
def bank(world):
    made = start_bank(world.here, key=uuid7(), title="Money", by=world.tutor)
    for n in range(4):
        add_to_bank(made, key=uuid7(), content=bare(truth(answer=True), f"Is {n} a number?"), by=world.tutor)
    return made


def published(world, bank, code, *, draw=2):
    """A course whose quiz has one question of its own and draws from the bank."""
    content = course_content(code, questions=[single("own")], pass_mark=1)
    content["lessons"] = [lesson("part-1", text("words"))]
    content["quiz"] |= {"bank": str(bank.pk), "draw": draw}
    draft = Draft.objects.create(code=code, content=content, made_by=world.tutor, edited_by=world.tutor)
    actions.send_draft(draft, by=world.tutor)
    actions.answer_draft(draft, is_agreed=True, words="", by=staff(Role.TUTOR, at=world.here))
    actions.publish_draft(draft, by=world.tutor)
    return Course.objects.get(code=code)


def test_two_courses_draw_from_one_bank_and_a_try_keeps_its_draw(world, bank):
    courses = [published(world, bank, code) for code in ("halves", "thirds")]
    enrolments = [start(world.someone, course) for course in courses]
    one, other = (start_quiz(each, key=uuid7(), by=world.person) for each in enrolments)
    assert len(one.question_ids) == len(other.question_ids) == 2
    assert Question.objects.filter(quiz=one.quiz).count() == 5
    assert list(start_quiz(enrolments[0], key=uuid7(), by=world.person).question_ids) == one.question_ids
    again = from_version(Version.objects.get(course=courses[0]))
    assert (again["quiz"]["bank"], len(again["quiz"]["questions"])) == (str(bank.pk), 1)
    before = one.question_ids
    drawn = Question.objects.filter(pk__in=before, bank_question__isnull=False).first()
    for row in BankQuestion.objects.all()[:3]:
        retire_question(row, by=world.tutor)
        retire_question(row, by=world.tutor)
    one.refresh_from_db()
    assert one.question_ids == before
    for pk in before:
        question = Question.objects.get(pk=pk)
        sent = ["b"] if question.kind == "single" else ["true"]
        answer_question(one, key=uuid7(), question=question, sent=sent, by=world.person)
    one.refresh_from_db()
    assert (one.status, one.right) == ("finished", 2), "what was drawn before still counts"
    retired = set(Question.objects.exclude(bank_question__retired_at=None).values_list("pk", flat=True))
    assert drawn
    for _try in range(3):
        later = start_quiz(enrolments[0], key=uuid7(), by=world.person)
        assert not retired & set(later.question_ids)
        later.answers.all().delete()
        later.delete()


def test_a_question_that_a_quiz_needs_is_not_retired(world, bank):
    published(world, bank, "halves", draw=5)
    with pytest.raises(DomainError, match="The quiz of “Halves” needs it"):
        retire_question(BankQuestion.objects.first(), by=world.tutor)
    assert not BankQuestion.objects.exclude(retired_at=None).exists()


def test_writers_of_another_prison_read_a_bank_and_change_nothing(world, browse, bank):
    elsewhere = staff(Role.TUTOR, at=world.there)
    page = browse(elsewhere).get(bank.get_absolute_url())
    assert "Is 2 a number?" in words(page)
    assert "Retire it" not in words(page)
    question = BankQuestion.objects.first()
    client = browse(elsewhere)
    assert client.post(reverse("authoring:bank-retire", args=[question.pk])).status_code == 403
    assert client.get(reverse("authoring:bank-add", args=[bank.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        start_bank(world.here, key=uuid7(), title="Theirs", by=elsewhere)
    draft = Draft.objects.create(code="x", content=course_content("x"), made_by=elsewhere, edited_by=elsewhere)
    with pytest.raises(PermissionDenied):
        copy_from_draft(bank, draft=draft, by=elsewhere)
    assert BankQuestion.objects.live().count() == 4


def test_a_bank_is_made_filled_and_chosen_by_pages(world, browse):
    client = browse(world.tutor)
    page = client.get(reverse("authoring:banks"))
    for _twice in range(2):
        send(client, page, "/banks/", title="Money", place=str(world.here.pk))
    bank = Bank.objects.get()
    add = f"{reverse('authoring:bank-add', args=[bank.pk])}?kind=single"
    fields = {"text_en": "What is first?", "lines_en": "* One\nTwo", "feedback_en": "It is."}
    refused = client.post(add, {**fields, "lines_en": "One\nTwo", "key": str(uuid7())})
    assert "in front of the one right answer" in words(refused)
    key = str(uuid7())
    for _twice in range(2):
        client.post(add, {**fields, "key": key})
    assert BankQuestion.objects.count() == 1
    content = course_content("bikes", questions=[single("q1"), truth("q2")], pass_mark=1)
    draft = Draft.objects.create(code="bikes", content=content, made_by=world.tutor, edited_by=world.tutor)
    for _twice in range(2):
        page = client.post(bank.get_absolute_url(), {"draft": str(draft.pk)}, follow=True)
    assert BankQuestion.objects.count() == 3
    assert "Half of 4?" in words(page)
    rules = reverse("authoring:rules", args=[draft.pk])
    sent = {"pass_mark": "1", "bank": str(bank.pk), "edition": "1"}
    assert "Say how many questions are drawn" in words(client.post(rules, sent))
    client.post(rules, {**sent, "draw": "2"})
    draft.refresh_from_db()
    assert (draft.content["quiz"]["bank"], draft.content["quiz"]["draw"]) == (str(bank.pk), 2)
    assert f'value="{bank.pk}" selected' in client.get(rules).content.decode()
