"""Facts are kept once, never changed, and add up to the summary row."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.people.signals import person_changed
from learning.courses import actions
from learning.record_store.keeping import KeyConflictError
from learning.record_store.models import CourseProgress, LearningFact
from tests.factories import PersonFactory
from tests.learning.content import complete, finish_lessons, make_course, start, take_quiz


@pytest.mark.parametrize(
    "sql", ["UPDATE learning_learningfact SET verb = 'passed'", "DELETE FROM learning_learningfact"]
)
def test_the_database_refuses_to_change_or_delete_a_fact(enrolment, sql):
    finish_lessons(enrolment, count=1)
    with (
        pytest.raises(DatabaseError, match="Cannot (update|delete)"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert LearningFact.objects.filter(verb="completed").count() == 1


def test_the_same_fact_twice_is_one_fact(enrolment, key):
    lesson = enrolment.version.lessons.first()
    for _ in range(2):
        actions.finish_lesson(enrolment, key=key, lesson=lesson, by=SYSTEM)
    assert LearningFact.objects.filter(pk=key).count() == 1
    assert enrolment.progress.__class__.objects.get(pk=enrolment.pk).lessons_done == 1


def test_other_content_with_the_same_key_is_refused_and_changes_nothing(enrolment, key):
    first, second = enrolment.version.lessons.all()
    actions.finish_lesson(enrolment, key=key, lesson=first, by=SYSTEM)
    with pytest.raises(KeyConflictError, match="Something else was saved"):
        actions.finish_lesson(enrolment, key=key, lesson=second, by=SYSTEM)
    assert CourseProgress.objects.get(pk=enrolment.pk).lessons_done == 1


def test_a_key_of_somebody_elses_fact_is_refused(enrolment, course, key):
    other = start(PersonFactory(), course)
    lesson = enrolment.version.lessons.first()
    actions.finish_lesson(other, key=key, lesson=lesson, by=SYSTEM)
    with pytest.raises(KeyConflictError):
        actions.finish_lesson(enrolment, key=key, lesson=lesson, by=SYSTEM)
    assert not LearningFact.objects.filter(enrolment=enrolment, verb="completed").exists()


def test_a_fact_says_who_what_when_and_where(enrolment, learner, key):
    lesson = enrolment.version.lessons.first()
    actions.finish_lesson(enrolment, key=key, lesson=lesson, by=learner.user)
    fact = LearningFact.objects.get(pk=key)
    assert (fact.person, fact.verb, fact.object_type, fact.object_id) == (learner, "completed", "lesson", lesson.pk)
    assert (fact.version_id, fact.made_in, fact.told_by) == (enrolment.version_id, learner.establishment, learner.user)
    assert fact.happened_at == fact.received_at


def rebuild():
    out = StringIO()
    call_command("rebuild_progress", stdout=out)
    return out.getvalue().strip()


def test_rebuilding_progress_changes_nothing(course):
    another = make_course("quarters")
    for number in range(6):
        person = PersonFactory()
        enrolment = start(person, course)
        start(person, another)
        if number % 3 == 1:
            finish_lessons(enrolment, count=1)
            take_quiz(enrolment, [["a"], ["c"], ["1"]])
        elif number % 3 == 2:
            complete(enrolment)
    before = list(CourseProgress.objects.order_by("pk").values())
    assert rebuild() == "12 looked at, 0 changed"
    assert list(CourseProgress.objects.order_by("pk").values()) == before


def test_rebuilding_puts_a_broken_summary_right(enrolment):
    complete(enrolment)
    right = CourseProgress.objects.values().get()
    CourseProgress.objects.update(
        lessons_done=0, done={}, completed_at=None, best_right=None, best_of=None, last_at=None
    )
    assert rebuild() == "1 looked at, 1 changed"
    assert CourseProgress.objects.values().get() == right


def test_rebuilding_follows_a_person_who_moved_unnoticed(enrolment, world):
    learner = enrolment.person
    learner.establishment, learner.wing, learner.cell = world.there, world.far_wing, None
    learner.save()
    assert rebuild() == "1 looked at, 1 changed"
    progress = CourseProgress.objects.get()
    assert (progress.establishment, progress.wing) == (world.there, world.far_wing)
    assert progress.made_in == world.here


@pytest.mark.parametrize("where", ["another prison", "the community"])
def test_the_summary_follows_the_person(enrolment, world, where):
    learner = enrolment.person
    if where == "another prison":
        learner.establishment, learner.wing, learner.cell = world.there, world.far_wing, None
    else:
        learner.establishment = learner.wing = learner.cell = None
        learner.place = "community"
    learner.save()
    for _ in range(2):
        person_changed.send(sender=type(learner), person=learner, event="moved", movement=None)
    progress = CourseProgress.objects.get()
    assert (progress.establishment, progress.wing) == (learner.establishment, learner.wing)
    assert AuditEvent.objects.filter(event="progress.moved").count() == 1


def test_a_person_without_courses_moves_without_a_trace_in_learning(world):
    person_changed.send(sender=None, person=world.someone, event="moved", movement=None)
    assert not AuditEvent.objects.exists()
