"""A learning plan: written by staff with the person, agreed to by the person, asked anew when it changes."""

import pytest
from django.urls import reverse

from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.notices.models import Notice
from learning.models import LearningPlan
from learning.planning import actions
from learning.planning.actions import Line
from tests.learning.content import complete, make_course, start
from tests.learning.pages import send, words

MINE = reverse("planning:mine")


@pytest.fixture
def courses(db):
    return make_course(title="Halves"), make_course("cooking", title="Cooking")


def write(client, person, *lines, version=0):
    sent = {"version": version}
    for place, (course, why) in enumerate(lines, 1):
        sent |= {f"course_{place}": str(course.pk) if course else "", f"why_{place}": why}
    return client.post(reverse("planning:for-person", args=[person.pk]), sent, follow=True)


def test_it_is_written_with_the_person_who_agrees_and_is_asked_anew_when_it_changes(world, courses, learner, browse):
    halves, cooking = courses
    staff, me = browse(world.tutor), browse(learner.user)
    assert "No plan yet" in me.get(MINE).text
    lines = ((cooking, "You want to cook."), (halves, "You need it to weigh things."))
    for _ in range(2):  # a double click writes once
        write(staff, learner, *lines)
    assert AuditEvent.objects.filter(event="learning_plan.written").count() == 1
    assert Notice.objects.filter(user=learner.user, kind="learning_plan.written").count() == 1
    page = me.get(MINE)
    said = words(page)
    assert said.index("Cooking") < said.index("You want to cook.") < said.index("Halves")
    for _ in range(2):
        agreed = me.post(reverse("planning:agree"), {"version": 1}, follow=True)
    assert "You agreed" in words(agreed)
    assert AuditEvent.objects.filter(event="learning_plan.agreed").count() == 1
    complete(start(learner, cooking))
    assert "Done" in words(me.get(MINE))
    write(staff, learner, lines[1], version=1)
    assert not LearningPlan.objects.get().is_agreed
    assert me.post(reverse("planning:agree"), {"version": 1}).status_code == 409  # what they saw is not there any more
    assert "Is this right for you?" in words(me.get(MINE))
    send(me, me.get(MINE), "/say/", text="I want cooking too.")
    assert "I want cooking too." in words(staff.get(reverse("planning:for-person", args=[learner.pk])))


def test_what_is_sent_wrong_changes_nothing_and_is_still_in_the_form(world, courses, learner, browse):
    halves, cooking = courses
    staff = browse(world.tutor)
    assert "Say why" in write(staff, learner, (halves, "")).text
    assert "in the plan already" in write(staff, learner, (halves, "Yes."), (halves, "No.")).text
    assert "Choose the course" in write(staff, learner, (None, "Kept words")).text
    assert "at least one course" in write(staff, learner).text
    assert not LearningPlan.objects.exists()
    write(staff, learner, (halves, "Yes."))
    stale = write(staff, learner, (cooking, "Mine."))  # a page from before that plan
    assert "Somebody else has changed" in stale.text
    assert "Mine." in stale.text
    assert LearningPlan.objects.get().lines.get().why == "Yes."


def test_only_who_gives_courses_writes_it_and_only_the_person_agrees(world, courses, learner, browse):
    plan = actions.write_plan(learner, version=0, lines=[Line(courses[0], "Yes.")], by=world.tutor)
    assert browse(world.people["elsewhere"].user).get(MINE).context["plan"] is None
    for who in (world.person_elsewhere, world.tutor):
        assert browse(who).post(reverse("planning:agree"), {"version": 1}).status_code in {403, 404}
    admin = browse(world.administrator)
    write(admin, learner, (courses[1], "No."), version=1)
    assert plan.lines.get().why == "Yes."
    with pytest.raises(DomainError, match="has changed"):
        actions.agree_plan(plan, version=7, by=learner.user)
