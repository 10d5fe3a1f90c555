"""What comes before a course, limited places with a list of who waits, and due dates that move when time was taken away."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.notices.models import Notice
from learning.attendance import actions as attendance
from learning.attendance.lost import moved
from learning.attendance.models import CancelledSession
from learning.courses import actions, actions_terms
from learning.courses.models import Block, Enrolment
from learning.courses.nightly import tell_of_free_places
from learning.courses.terms import CoursePlaces, WaitingPlace, terms_of
from learning.learners.actions import assign_to_class
from learning.loading import load_course
from tests.factories import PersonFactory
from tests.learning.attendance.rows import join, meeting
from tests.learning.content import complete, course_content, make_course, sound, start
from tests.learning.pages import send, words

DUE = date(2026, 3, 2)


@pytest.fixture
def page(course):
    return reverse("courses:course", args=[course.code])


def one_more(world):
    return PersonFactory(establishment=world.here, wing=world.wing)


def test_what_comes_first_is_said_to_the_person_and_opens_the_course_when_it_is_done(
    world, course, page, learner, browse
):
    first = make_course("cooking", title="Cooking")
    staff, url = browse(world.tutor), reverse("courses:terms", args=[course.code])
    for _ in range(2):  # sent twice it is said once
        staff.post(url, {"what": "needs", "first": [str(first.pk)]})
    assert AuditEvent.objects.filter(event="course.needs_set").count() == 1
    circle = staff.post(reverse("courses:terms", args=["cooking"]), {"what": "needs", "first": [str(course.pk)]})
    assert "goes round in a circle" in circle.text
    client = browse(learner.user)
    told = client.get(page)
    assert "Do this first" in told.text
    assert reverse("courses:course", args=["cooking"]) in told.text
    assert "Start this course" not in told.text
    refused = client.post(reverse("courses:start", args=[course.code]), {"key": uuid7()})
    assert (refused.status_code, Enrolment.objects.count()) == (409, 0)
    assert "Do this first: Cooking." in refused.text
    actions.assign_course(one_more(world), key=uuid7(), course=course, by=world.tutor)  # staff know better
    complete(start(learner, first))
    assert "Start this course" in client.get(page).text


def test_places_are_given_by_time_waited_and_the_position_is_true(world, course, page, learner, browse):
    actions_terms.set_places(world.here, course=course, places=1, by=world.tutor)
    on_it, other = start(one_more(world), course), one_more(world)
    client = browse(learner.user)
    with pytest.raises(DomainError, match="All places"):
        start(learner, course)
    with time_machine.travel(clock.now() - timedelta(days=3), tick=True):
        actions_terms.wait_for_place(other, key=uuid7(), course=course, by=SYSTEM)
    sent = {"key": client.get(page).context["key"]}
    for _ in range(2):  # a double click waits once
        client.post(reverse("courses:wait", args=[course.code]), sent)
    assert WaitingPlace.objects.filter(person=learner).count() == 1
    assert "1 person waits longer than you." in words(client.get(page))
    actions.withdraw_course(on_it, by=world.tutor)
    tell_of_free_places()
    assert "1 person waits longer than you." in words(client.get(page))  # the place is for who waits longer
    with pytest.raises(DomainError, match="All places"):
        start(learner, course)
    assert not Notice.objects.filter(user=learner.user, kind="courses.place_free").exists()
    actions_terms.take_off_waiting(WaitingPlace.objects.get(person=other), by=world.tutor)
    assert Notice.objects.filter(user=learner.user, kind="courses.place_free").count() == 1
    tell_of_free_places()
    assert Notice.objects.filter(user=learner.user, kind="courses.place_free").count() == 1
    started = send(client, client.get(page), "/start/")
    assert started.status_code == 200
    assert WaitingPlace.objects.get(person=learner).ended == "started"
    assert Enrolment.objects.live().filter(person=learner).exists()


def test_who_is_moved_keeps_the_time_that_they_waited(world, course, learner):
    for place in (world.here, world.there):
        CoursePlaces.objects.create(course=course, establishment=place, places=1)
        start(PersonFactory(establishment=place), course)
    far = PersonFactory(establishment=world.there)
    with time_machine.travel(clock.now() - timedelta(days=9)):
        actions_terms.wait_for_place(learner, key=uuid7(), course=course, by=SYSTEM)
    actions_terms.wait_for_place(far, key=uuid7(), course=course, by=SYSTEM)

    assert terms_of(far, course.pk).ahead == 0
    learner.establishment, learner.wing, learner.cell = world.there, world.far_wing, None
    learner.save()
    assert terms_of(far, course.pk).ahead == 1
    assert terms_of(learner, course.pk).ahead == 0


def test_only_ones_own_place_in_the_list_can_be_given_up(world, course, learner, browse):
    CoursePlaces.objects.create(course=course, establishment=world.here, places=1)
    other = one_more(world)
    start(one_more(world), course)
    theirs = actions_terms.wait_for_place(other, key=uuid7(), course=course, by=SYSTEM)
    assert browse(learner.user).post(reverse("courses:stop-waiting", args=[theirs.pk])).status_code == 404
    assert browse(learner.user).post(reverse("courses:take-off", args=[theirs.pk])).status_code == 404
    assert WaitingPlace.objects.waiting().count() == 1


lost_days = st.dictionaries(st.integers(-20, 60), st.integers(1, 7), max_size=12)


@given(lost_days, st.integers(0, 30))
def test_a_due_date_never_comes_nearer_and_moves_by_the_days_that_were_lost(told, began):
    since = DUE - timedelta(days=began)
    lost = {DUE + timedelta(days=day): DUE + timedelta(days=day + gap) for day, gap in told.items()}
    due = moved(DUE, since, lost)
    assert due.now >= DUE
    counted = [day for day in lost if since <= day <= due.now]
    assert due.lost == len(counted)
    back = {day + timedelta(days=one) for day in counted for one in range((lost[day] - day).days)}
    assert (due.now - DUE).days == len(back)


def test_a_due_date_moves_when_the_regime_takes_the_time_and_says_so(world, course, page, learner, browse):
    day = clock.today() - timedelta(days=1)
    taught = meeting(world.here, day)
    join(taught, learner, day)
    with time_machine.travel(clock.now() - timedelta(days=20)):
        enrolment = actions.assign_course(learner, key=uuid7(), course=course, by=SYSTEM)
    staff, url = browse(world.tutor), reverse("learners:due", args=[enrolment.pk])
    first = clock.today() + timedelta(days=10)
    past = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
    assert "today or later" in staff.post(url, past).text
    sent = {"due_on_day": first.day, "due_on_month": first.month, "due_on_year": first.year}
    for _ in range(2):
        assert staff.post(url, sent).status_code == 302
    assert AuditEvent.objects.filter(event="course.due_set").count() == 1
    client = browse(learner.user)
    assert f"Try to finish by {first:%-d %B}." in words(client.get(page))
    attendance.take_register(taught, key=uuid7(), on=day, outcomes={learner.pk: "lockdown"}, by=SYSTEM)
    CancelledSession.objects.create(taught_class=taught, on=day - timedelta(days=7), why="staff")
    attendance.take_register(
        taught, key=uuid7(), on=day - timedelta(days=14), outcomes={learner.pk: "missed"}, by=SYSTEM
    )  # their own choice gives nothing back
    told = words(client.get(page))
    assert f"Try to finish by {first + timedelta(days=14):%-d %B}." in told
    assert f"It was {first:%-d %B}. We moved it. 2 classes were lost. It was not your choice." in told
    assert "2 sessions lost" in words(staff.get(reverse("learners:person", args=[learner.pk])))
    Enrolment.objects.update(due_on=clock.today() - timedelta(days=60))
    assert "That is OK. Carry on." in words(client.get(page))  # late is no red mark


def test_a_course_is_given_to_everybody_in_a_class_or_group_once(world, course, learner, browse):
    day = clock.today()
    taught = meeting(world.here, day)
    here = [learner, one_more(world), one_more(world)]
    for person in here:
        join(taught, person, day)
    start(here[1], course)
    gone = join(taught, one_more(world), day)
    type(gone).objects.filter(pk=gone.pk).update(left_on=day)
    client, url = browse(world.tutor), reverse("learners:assign-class")
    form = client.get(f"{url}?class={taught.pk}").context["form"]
    sent = {"key": form["key"].value(), "taught": taught.pk, "course": form.fields["course"].queryset.get().pk}
    for _ in range(2):
        assert client.post(url, sent).status_code == 302
    assert Enrolment.objects.filter(is_own_choice=False).count() == 2
    assert AuditEvent.objects.filter(event="course.assigned_to_class").count() == 1
    far = meeting(world.there, day)
    assert client.post(url, sent | {"key": uuid7(), "taught": far.pk}).status_code == 200  # not mine to choose
    with pytest.raises(DomainError, match="today or later"):
        assign_to_class(taught, key=uuid7(), course=make_course("art"), due_on=day - timedelta(days=1), by=world.tutor)


def test_with_sound_tells_what_is_recorded_in_the_readers_language(learner, course, browse):

    spoken = sound() | {"audio": {"en": "courses/one.mp3"}}
    content = course_content("spoken", title="Spoken")
    content["lessons"][0]["blocks"] = [sound("no"), sound("yes")]
    load_course(content, by=SYSTEM)
    Block.objects.filter(lesson__version__course__code="spoken", code="yes").update(content=spoken)
    client, url = browse(learner.user), reverse("courses:list")
    shown = [card.title.text for card in client.get(url, {"has_audio": "on"}).context["more"]]
    assert shown == ["Spoken"]
    assert len(client.get(url).context["more"]) == 2
