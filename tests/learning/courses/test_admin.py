"""Courses in the administration."""

import pytest
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from learning.courses.models import Course, Version
from learning.record_store.models import LearningFact
from tests.factories import staff
from tests.learning.content import start
from tests.learning.pages import words


@pytest.fixture
def office(world, browse):
    return browse(world.administrator)


def act(client, name, course):
    return client.post(
        reverse("admin:learning_course_changelist"), {"action": name, "_selected_action": [str(course.pk)]}, follow=True
    )


def test_closing_and_opening_again_is_an_action_and_recorded(office, course):
    assert "Done" in words(act(office, "close", course))
    assert Course.objects.get().closed_at
    assert "closed already" in words(act(office, "close", course))
    act(office, "reopen", course)
    assert Course.objects.get().closed_at is None
    assert AuditEvent.objects.filter(event="course.closed").count() == 1
    assert AuditEvent.objects.filter(event="course.opened").count() == 1


def test_a_course_moves_to_another_subject_and_keeps_its_code(office, course):
    url = reverse("admin:learning_course_change", args=[course.pk])
    office.post(url, {"subject": "work", "code": "other"})
    course.refresh_from_db()
    assert (course.subject, course.code) == ("work", "halves")
    event = AuditEvent.objects.get(event="course.edited")
    assert event.facts == {"old": "maths", "new": "work"}
    assert "Fill in" in words(office.post(url, {"subject": ""})) or office.post(url, {"subject": ""}).status_code == 200
    course.refresh_from_db()
    assert course.subject == "work"


def test_a_version_is_read_and_its_welsh_marked_as_checked(office, course):
    version = Version.objects.get()
    url = reverse("admin:learning_version_change", args=[version.pk])
    assert "Lesson part-2" in words(office.get(url))
    office.post(url, {"welsh_reviewed": "on", "number": "99", "status": "draft"})
    version.refresh_from_db()
    assert (version.welsh_reviewed, version.number, version.status) == (True, 1, "published")


def test_nothing_is_added_or_removed_by_hand(office, course):
    for model in ("course", "version", "lesson", "block", "quiz", "question", "learningfact", "courseprogress"):
        assert office.get(reverse(f"admin:learning_{model}_add")).status_code == 403
    assert office.post(reverse("admin:learning_course_delete", args=[course.pk])).status_code == 403


def test_facts_are_shown_within_reach_and_their_reading_is_recorded(world, browse, course):
    start(world.someone, course)
    start(world.people["elsewhere"], course)
    local = staff("administrator", at=world.here, name="Local", is_staff=True)
    listed = words(browse(local).get(reverse("admin:learning_learningfact_changelist")))
    assert str(world.someone) in listed
    assert str(world.people["elsewhere"]) not in listed
    assert AuditEvent.objects.filter(event="admin.listed").latest("at").subjects == [world.someone.pk]
    theirs = LearningFact.objects.get(person=world.people["elsewhere"])
    assert browse(local).get(reverse("admin:learning_learningfact_change", args=[theirs.pk])).status_code == 302
