"""Starting, giving, withdrawing and doing courses."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import ProtectedError

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.notices.models import Notice
from learning.courses import actions, actions_courses
from learning.courses.models import Enrolment
from learning.quizzes.actions import start_quiz
from learning.record_store.models import CourseProgress, LearningFact
from tests.factories import PersonFactory
from tests.learning.content import complete, finish_lessons, make_course, start
from tests.learning.pages import send, words


def events(name):
    return AuditEvent.objects.filter(event=name)


def test_a_person_starts_a_course(world, course, key):
    enrolment = actions.start_course(world.someone, key=key, course=course, by=world.person)
    assert (enrolment.pk, enrolment.is_own_choice, enrolment.made_in) == (key, True, world.here)
    progress = enrolment.progress
    assert (progress.lessons_done, progress.lessons_total, progress.next_lesson) == (0, 2, 1)
    assert (progress.establishment, progress.wing) == (world.here, world.wing)
    assert LearningFact.objects.get().verb == "registered"
    assert events("course.started").get().subjects == [world.someone.pk]


def test_starting_twice_is_starting_once(world, course, key):
    first = actions.start_course(world.someone, key=key, course=course, by=world.person)
    assert actions.start_course(world.someone, key=key, course=course, by=world.person) == first
    assert actions.start_course(world.someone, key=uuid7(), course=course, by=world.person) == first
    assert events("course.started").count() == 1
    assert LearningFact.objects.count() == 1


def test_a_key_of_another_row_is_refused(world, course, enrolment):
    other = make_course("quarters")
    with pytest.raises(DomainError, match="open the page again"):
        actions.start_course(world.someone, key=enrolment.pk, course=other, by=world.person)
    assert Enrolment.objects.count() == 1


def test_a_closed_course_cannot_be_started_and_can_be_carried_on(world, course, enrolment):
    actions_courses.close_course(course, by=SYSTEM)
    with pytest.raises(DomainError, match="closed"):
        start(world.people["elsewhere"], course)
    complete(enrolment)
    assert CourseProgress.objects.get(pk=enrolment.pk).is_complete
    with pytest.raises(DomainError, match="closed already"):
        actions_courses.close_course(course, by=SYSTEM)
    actions_courses.open_course(course, by=SYSTEM)
    with pytest.raises(DomainError, match="open already"):
        actions_courses.open_course(course, by=SYSTEM)
    assert start(world.people["elsewhere"], course)


def test_a_course_in_use_cannot_be_deleted_and_taken_off_the_list_in_a_quiz_it_says_so(
    world, course, enrolment, browse
):
    finish_lessons(enrolment)
    attempt = start_quiz(enrolment, key=uuid7(), by=world.person)
    with pytest.raises(ProtectedError):
        course.delete()
    client = browse(world.person)
    page = client.get(attempt.get_absolute_url())
    actions.withdraw_course(enrolment, by=world.tutor)
    answer = send(client, page, "/attempts/", answer="b")
    assert answer.status_code in {404, 409}
    assert Enrolment.objects.get().status == "withdrawn"
    assert CourseProgress.objects.get().lessons_done == 2  # what was done is kept


@pytest.mark.parametrize("who", ["tutor", "key_worker", "pom", "manager", "com"])
def test_staff_give_a_course(world, course, key, who):
    by = getattr(world, who)
    enrolment = actions.assign_course(world.someone, key=key, course=course, by=by)
    assert (enrolment.enrolled_by, enrolment.is_own_choice) == (by, False)
    assert not LearningFact.objects.exists()
    assert actions.assign_course(world.someone, key=key, course=course, by=by) == enrolment
    assert events("course.assigned").count() == 1
    with pytest.raises(DomainError, match="already"):
        actions.assign_course(world.someone, key=uuid7(), course=course, by=by)


def test_the_person_is_told_once_and_the_notice_leads_to_the_course(world, course, key, browse):
    for _ in range(2):
        actions.assign_course(world.someone, key=key, course=course, by=world.tutor)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (world.person, "courses.picked")
    response = browse(world.person).get(notice.url, follow=True)
    assert "Lesson 1 of 2" in words(response)
    notice.refresh_from_db()
    assert notice.read_at


@pytest.mark.parametrize(
    "who", ["person", "mentor", "tutor_elsewhere", "pom_elsewhere", "moderator", "safer_custody", "administrator"]
)
def test_who_may_not_give_a_course(world, course, key, who):
    with pytest.raises(PermissionDenied):
        actions.assign_course(world.someone, key=key, course=course, by=getattr(world, who))
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("who", ["tutor", "person_elsewhere", "administrator"])
def test_nobody_learns_for_somebody_else(world, course, enrolment, key, who):
    by = getattr(world, who)
    lesson = enrolment.version.lessons.first()
    block = lesson.blocks.get(kind="check")
    for act in (
        lambda: actions.start_course(world.someone, key=key, course=course, by=by),
        lambda: actions.finish_lesson(enrolment, key=key, lesson=lesson, by=by),
        lambda: actions.answer_check(enrolment, key=key, block=block, choice=1, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert LearningFact.objects.count() == 1


def test_lessons_and_the_quiz_make_a_course_complete(world, enrolment):
    finish_lessons(enrolment, by=world.person)
    progress = CourseProgress.objects.get(pk=enrolment.pk)
    assert (progress.lessons_done, progress.next_lesson, progress.completed_at) == (2, 0, None)
    complete(enrolment, by=world.person)
    progress.refresh_from_db()
    assert progress.is_complete
    assert (progress.best_right, progress.best_of) == (3, 3)
    last = events("lesson.finished").first()
    assert last.facts["done"] == 2


def test_a_lesson_of_another_version_is_refused(world, enrolment, key):
    newer = make_course(version=2).versions.get(number=2)
    with pytest.raises(DomainError, match="another version"):
        actions.finish_lesson(enrolment, key=key, lesson=newer.lessons.first(), by=world.person)
    block = newer.lessons.first().blocks.get(kind="check")
    with pytest.raises(DomainError, match="another version"):
        actions.answer_check(enrolment, key=key, block=block, choice=0, by=world.person)
    assert not LearningFact.objects.filter(pk=key).exists()


def test_check_yourself_tells_right_from_wrong_and_marks_nothing(world, enrolment):
    block = enrolment.version.lessons.first().blocks.get(kind="check")
    assert actions.answer_check(enrolment, key=uuid7(), block=block, choice=0, by=world.person) is False
    assert actions.answer_check(enrolment, key=uuid7(), block=block, choice=1, by=world.person) is True
    assert list(
        LearningFact.objects.filter(object_type="block").order_by("received_at").values_list("result", flat=True)
    ) == [{"response": 0, "success": False}, {"response": 1, "success": True}]
    assert CourseProgress.objects.get(pk=enrolment.pk).best_of is None
    with pytest.raises(DomainError, match="Choose one of the answers"):
        actions.answer_check(enrolment, key=uuid7(), block=block, choice=2, by=world.person)


def test_a_text_block_has_no_answer(world, enrolment, key):
    block = enrolment.version.lessons.first().blocks.get(kind="text")
    with pytest.raises(DomainError):
        actions.answer_check(enrolment, key=key, block=block, choice=0, by=world.person)


def test_staff_take_a_course_off_the_list_and_nothing_is_lost(world, course, enrolment, key):
    lesson = enrolment.version.lessons.first()
    actions.finish_lesson(enrolment, key=uuid7(), lesson=lesson, by=world.person)
    actions.withdraw_course(enrolment, by=world.tutor)
    assert LearningFact.objects.count() == 2
    with pytest.raises(DomainError, match="not on your list now"):
        actions.finish_lesson(enrolment, key=key, lesson=lesson, by=world.person)
    with pytest.raises(DomainError, match="any more"):
        actions.withdraw_course(enrolment, by=world.tutor)
    again = actions.start_course(world.someone, key=key, course=course, by=world.person)
    assert again != enrolment
    assert events("course.withdrawn").count() == 1


def test_a_finished_course_stays_on_the_list(world, enrolment):
    complete(enrolment)
    with pytest.raises(DomainError, match="finished"):
        actions.withdraw_course(enrolment, by=world.tutor)
    enrolment.refresh_from_db()
    assert enrolment.status == "active"


@pytest.mark.parametrize("who", ["person", "tutor_elsewhere", "administrator"])
def test_who_may_not_take_a_course_off_the_list(world, enrolment, who):
    with pytest.raises(PermissionDenied):
        actions.withdraw_course(enrolment, by=getattr(world, who))


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_start_one_course_and_lose_no_lesson():
    course = make_course(lessons=6)
    person = PersonFactory()
    problems = []

    def together(*jobs):
        def run(job):
            try:
                job()
            except Exception as problem:  # noqa: BLE001
                problems.append(problem)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=[job]) for job in jobs]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]

    together(*[lambda: start(person, course)] * 4)
    enrolment = Enrolment.objects.select_related("version", "person").get()
    lessons = list(enrolment.version.lessons.all())
    together(*[lambda one=one: actions.finish_lesson(enrolment, key=uuid7(), lesson=one, by=SYSTEM) for one in lessons])
    assert not problems
    assert CourseProgress.objects.get().lessons_done == 6
