"""What staff see of learners, and the record that a learner can show."""

import pytest
from django.urls import reverse

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.keys import uuid7
from justice_portal.people.models import Person
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, visible_text
from learning.courses.actions_courses import close_course
from learning.courses.models import Enrolment, Version
from tests.factories import PersonFactory, WingFactory
from tests.learning.content import complete, finish_lessons, make_course, start, take_quiz
from tests.learning.pages import forms, send, words


@pytest.fixture
def tutor(world, browse):
    return browse(world.tutor)


def address(person):
    return reverse("learners:person", args=[person.pk])


def test_a_person_without_courses_is_shown_with_the_next_step(tutor, learner):
    assert "No courses yet" in words(tutor.get(address(learner)))


def test_what_they_learn_how_far_and_when_last(tutor, learner, course, world):
    going = start(learner, course)
    finish_lessons(going, count=1)
    finished = start(learner, make_course("quarters", title="Quarters"))
    complete(finished)
    response = tutor.get(address(learner))
    said = words(response)
    for part in ("Halves Going on 1 of 2 Not taken", "Quarters Finished 2 of 2 3 of 3", "Own choice", "Quiz answers"):
        assert part in said
    event = AuditEvent.objects.filter(event="learning.viewed").get()
    assert (event.by_id, event.subjects) == (world.tutor.pk, [learner.pk])


def test_giving_a_course_and_taking_it_off_again(tutor, learner, course, world, browse):
    page = tutor.get(reverse("learners:assign", args=[learner.pk]))
    chosen = next(iter(next(one for one in forms(page) if "course" in one["offered"])["offered"]["course"]))
    for _ in range(2):
        given = send(tutor, page, "/assign/", course=chosen)
        assert "The course is on their list." in words(given)
    enrolment = Enrolment.objects.get()
    assert (enrolment.enrolled_by, enrolment.is_own_choice) == (world.tutor, False)
    assert "picked this course for you" in words(browse(world.person).get(reverse("courses:course", args=["halves"])))
    off = send(tutor, tutor.get(address(learner)), "/withdraw/")
    assert "The course is off their list." in words(off)
    assert not Enrolment.objects.live().exists()


def test_a_course_that_is_on_the_list_is_not_offered_and_not_given_twice(tutor, learner, course, enrolment):
    page = tutor.get(reverse("learners:assign", args=[learner.pk]))
    assert "Halves" not in words(page)
    version = course.versions.get().pk
    again = tutor.post(reverse("learners:assign", args=[learner.pk]), {"key": uuid7(), "course": version})
    assert "This course is on their list already." in words(again)
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{}, {"course": ""}, {"course": "x"}, {"course": "01a20056-41d7-7618-96ad-f9c2c80553a2"}]
)
def test_a_wrong_choice_is_told_and_nothing_is_given(tutor, learner, course, sent):
    response = tutor.post(reverse("learners:assign", args=[learner.pk]), {"key": uuid7(), **sent})
    assert "There is a problem" in words(response)
    assert not Enrolment.objects.exists()


def test_a_draft_or_closed_course_is_not_offered(tutor, learner, course):
    close_course(course, by=SYSTEM)
    assert "Halves" not in words(tutor.get(reverse("learners:assign", args=[learner.pk])))


def test_a_second_click_on_take_it_off_says_it_is_done(tutor, learner, enrolment):
    page = tutor.get(address(learner))
    send(tutor, page, "/withdraw/")
    response = send(tutor, page, "/withdraw/")
    assert response.status_code == 409
    assert "not on the list any more" in words(response)


def test_the_record_is_the_persons_own_and_staff_look_at_it_with_a_trace(world, browse, learner, enrolment):
    url = reverse("learners:done", args=[enrolment.pk])
    client = browse(world.person)
    assert client.get(url).url == reverse("courses:next", args=["halves"])
    complete(enrolment)
    response = client.get(url)
    said = words(response)
    for part in ("Record of learning", str(learner), "Halves", "Lesson part-1", "Entry 3", "3 of 3 right"):
        assert part in said
    assert learner.prison_number not in response.content.decode()
    assert "prison" not in said.lower()
    assert str(learner) not in response.content.decode().split("</title>")[0]
    assert not AuditEvent.objects.filter(event="completion.viewed").exists()
    assert browse(world.tutor).get(url).status_code == 200
    assert AuditEvent.objects.get(event="completion.viewed").subjects == [learner.pk]
    assert browse(world.person_elsewhere).get(url).status_code == 404
    assert grade(visible_text(response.content.decode())) <= GRADE_FOR_PEOPLE


def test_the_first_page_about_a_person_shows_what_they_learn(tutor, learner, course):
    url = reverse("people:person", args=[learner.pk])
    assert "No course is on their list." in words(tutor.get(url))
    for number in range(6):
        finish_lessons(start(learner, make_course(f"course-{number}", title=f"Course {number}")), count=1)
    said = words(tutor.get(url))
    assert said.count("1 of 2 lessons") == 4
    assert "See all their courses" in said


def test_a_persons_page_costs_the_same_for_any_number_of_courses(tutor, learner, same_queries):
    numbers = iter(range(100))

    def add_row():
        enrolment = start(learner, make_course(f"course-{next(numbers)}"))
        take_quiz(enrolment)

    same_queries(tutor, address(learner), add_row=add_row)


def test_a_course_is_given_to_a_whole_wing_once_and_only_to_who_is_within_reach(world, browse):
    course, wing = make_course("letters"), WingFactory(establishment=world.here)
    there = [PersonFactory(establishment=world.here, wing=wing) for _person in range(3)]
    own = start(there[0], course)
    Person.objects.filter(pk=world.people["restricted"].pk).update(wing=wing)
    client = browse(world.tutor)
    page = client.get(reverse("learners:assign-wing"))
    offered = Version.objects.offered().get(course=course)
    for said in ("It is on 2 lists now.", "Everybody there has it already."):
        assert said in words(send(client, page, "/learn/wing/", wing=wing.pk, course=offered.pk))
    assert Enrolment.objects.live().filter(course=course).count() == 3
    own.refresh_from_db()
    assert own.is_own_choice
    assert not Enrolment.objects.filter(person=world.people["restricted"], course=course).exists()
    assert set(AuditEvent.objects.get(event="course.assigned_to_wing").subjects) == {one.pk for one in there[1:]}


def test_a_wing_of_another_prison_is_not_offered(world, browse):
    wing = WingFactory(establishment=world.there)
    PersonFactory(establishment=world.there, wing=wing)
    offered = make_course().versions.get()
    client = browse(world.tutor)
    page = send(client, client.get(reverse("learners:assign-wing")), "/learn/wing/", wing=wing.pk, course=offered.pk)
    assert "There is a problem" in words(page)
    assert not Enrolment.objects.exists()
