"""A quiz and a lesson on paper: marked and counted as on the tablet, by the tutor who types them in."""

from uuid import uuid4

from django.urls import reverse

from justice_portal.models import Sheet
from justice_portal.sheets.actions import print_sheet
from learning.models import Attempt, CourseProgress, LearningFact
from learning.quizzes.actions import answer_question, start_quiz
from tests.learning.content import make_course, start


def printed(world, kind, about):
    print_sheet(world.someone, key=uuid4(), kind=kind, about=about, by=world.tutor)
    return Sheet.objects.get(kind=kind, status="printed")


def type_in(client, sheet, answers):
    given = {f"q_{name}": value for name, value in answers.items()}
    return client.post(reverse("sheets:sheet", args=[sheet.pk]), given, follow=True)


def test_a_quiz_on_paper_is_marked_once_and_a_begun_try_keeps_its_first_answers(world, browse):
    enrolment = start(world.someone, make_course())
    quiz = enrolment.version.quiz
    first, second, third = quiz.questions.all()
    begun = start_quiz(enrolment, key=uuid4(), by=world.person)
    answer_question(begun, key=uuid4(), question=first, sent=["b"], by=world.person)
    page = browse(world.tutor).get(reverse("sheets:for-person", args=[world.someone.pk])).content.decode()
    assert "Quiz on halves" in page
    sheet = printed(world, "quiz", str(enrolment.pk))
    assert [one["code"] for one in sheet.questions] == [str(second.pk), str(third.pk)], "only what is left"
    client = browse(world.tutor)
    bad = type_in(client, sheet, {str(second.pk): ["a", "b"], str(third.pk): "lots"}).content.decode()
    assert "as a number" in bad
    assert Attempt.objects.get().is_open
    for _twice in range(2):
        type_in(client, sheet, {str(second.pk): ["a", "b"], str(third.pk): "2.50"})
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.right) == ("finished", 3)
    assert set(LearningFact.objects.filter(object_id=third.pk).values_list("told_by", flat=True)) == {world.tutor.pk}
    result = browse(world.person).get(reverse("quizzes:result", args=[attempt.pk])).content.decode()
    assert f"From your sheet, typed by {world.tutor.name}" in result


def test_a_lesson_on_paper_counts_as_done(world, browse):
    enrolment = start(world.someone, make_course())
    lesson = enrolment.version.lessons.first()
    sheet = printed(world, "lesson", lesson.pk.hex)
    check = lesson.blocks.get(kind="check")
    assert "Some" in sheet.sort.reading(sheet)
    for _twice in range(2):
        assert type_in(browse(world.tutor), sheet, {str(check.pk): "1", "read": ["yes"]}).status_code == 200
    progress = CourseProgress.objects.get()
    assert progress.lessons_done == 1
    assert progress.checks[str(check.pk)][1] == 1
    sheet.refresh_from_db()
    assert (sheet.status, sheet.typed_by) == ("typed", world.tutor)
