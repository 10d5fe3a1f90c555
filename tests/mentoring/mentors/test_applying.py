"""Asking to be a mentor: a volunteer whom staff invited, and a person inside; managers decide with a reason."""

from datetime import timedelta
from uuid import uuid4

import pytest

from justice_portal import clock
from justice_portal.changes.actions import approve_change
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.models import Notice
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed
from mentoring.matching.actions import start_match
from mentoring.mentors.applying.actions import take_on
from mentoring.mentors.file.figures import lacks
from mentoring.models import Match, Mentor, MentorApplication
from tests.factories import PersonFactory, sign_in_for, staff
from tests.masked import masked
from tests.mentoring.pairs import answered, proposed, ready


def said(place, **more):
    return {
        "key": str(uuid4()), "establishment": str(place.pk), "called": "Sam", "why": "I was helped once.",
        "helps_with": ["work"], "languages": ["en"], "interests": ["music"], "free_times": ["evening"],
        "referees": "Two tutors", **more,
    }  # fmt: skip


def yes(**more):
    return {
        "accepted": "yes",
        "reason": "Welcome",
        "vetted_until_on": (clock.today() + timedelta(90)).isoformat(),
        **more,
    }


def decide(client, application, typed):
    return client.post(f"/mentors/applications/{application.pk}/", typed)


def test_a_volunteer_asks_is_refused_with_a_reason_asks_again_and_is_taken_on(world, browse):
    mine, manager = browse(world.mentor), browse(world.manager)
    wrong = mine.post("/be-a-mentor/", said(world.here, why=""))
    assert "Two tutors" in wrong.text
    assert not MentorApplication.objects.exists()
    typed = said(world.here)
    for _twice in range(2):
        assert mine.post("/be-a-mentor/", typed).status_code == 302
    assert "You asked to be a mentor" in mine.post("/be-a-mentor/", said(world.there)).text
    first = MentorApplication.objects.get()
    assert world.mentor.name in manager.get("/mentors/applications/").text
    assert world.mentor.name not in browse(world.manager_elsewhere).get("/mentors/applications/").text
    for user in (world.manager_elsewhere, world.key_worker, world.mentor, world.person):
        assert browse(user).get(f"/mentors/applications/{first.pk}/").status_code == 404
    assert decide(manager, first, {"accepted": "no", "reason": ""}).status_code == 200
    assert decide(manager, first, {"accepted": "no", "reason": "Come back next year."}).status_code == 302
    assert "Come back next year." in mine.get("/be-a-mentor/").text
    assert Notice.objects.filter(user=world.mentor, kind="mentors.application_decided").count() == 1
    assert mine.post("/be-a-mentor/", said(world.here)).status_code == 302
    second = MentorApplication.objects.waiting().get()
    assert "until when the vetting lasts" in decide(manager, second, {"accepted": "yes", "reason": "Yes"}).text
    for _twice in range(2):
        decide(manager, second, yes())
    mentor = Mentor.objects.get()
    assert (mentor.user, mentor.kind, mentor.called, mentor.free_times) == (
        world.mentor,
        "volunteer",
        "Sam",
        ["evening"],
    )
    assert mentor.checks.get().kind == "application"
    assert lacks(mentor)  # references, training and boundaries are still to come
    assert "You are a mentor." in mine.get("/be-a-mentor/").text


def test_t109_a_person_inside_becomes_a_mentor_when_two_managers_agree_and_sees_only_what_a_mentor_may(world, browse):
    tablet = browse(world.person)
    assert "Choose from the list" in tablet.post("/be-a-mentor/", said(world.there)).text
    assert tablet.post("/be-a-mentor/", said(world.here)).status_code == 302
    asked = MentorApplication.objects.get()
    assert asked.kind == "peer"
    assert f"{world.someone}, {world.someone.number}" in browse(world.manager).get("/mentors/applications/").text
    assert decide(browse(world.manager), asked, yes()).status_code == 302
    assert not Mentor.objects.exists()
    assert tablet.get("/my-mentoring/").status_code == 404
    change = PendingChange.objects.waiting().get()
    with pytest.raises(DomainError):
        approve_change(change, by=world.manager)
    with pytest.raises(DomainError, match="Two managers"):
        take_on(asked, reason="Yes", vetted_until_on=clock.today(), by=world.manager)
    approve_change(change, by=staff(Role.MANAGER, at=world.here))
    peer = ready(Mentor.objects.get())
    other = PersonFactory(establishment=world.here, wing=world.wing, given_name="Robin", family_name="Zzsecret")
    sign_in_for(other)
    third = PersonFactory(establishment=world.here, wing=world.wing, family_name="Zzthird")
    match = answered(proposed(other, peer.user, world.here))
    start_match(match, by=world.manager)
    tablet, shown = browse(type(world.person).objects.get(pk=world.person.pk)), ""
    for url in ("/", "/my-mentoring/", "/my-mentoring/asked/", "/my-mentoring/offer/", "/messages/",
                f"/messages/{match.thread.pk}/", f"/mentoring/match/{match.pk}/"):  # fmt: skip
        answer = tablet.get(url)
        assert answer.status_code == 200, url
        shown += masked(answer)[2].decode()
    assert "Robin" in shown
    assert "Zz" not in shown
    for one in (other, third):
        for url in (f"/people/{one.pk}/", f"/people/{one.pk}/mentoring/", f"/people/{one.pk}/mentoring/propose/"):
            assert tablet.get(url).status_code == 404
    assert not Person.objects.visible_to(peer.user).exclude(pk=world.someone.pk).exists()
    person_changed.send(Person, person=world.someone, event="transferred", movement=None)
    assert Match.objects.get(pk=match.pk).status == "paused"  # the mentor has moved


def test_who_is_restricted_and_asks_is_read_by_those_named_and_a_take_back_is_ones_own(world, browse):
    restricted = world.people["restricted"]
    user = sign_in_for(restricted)
    assert browse(user).post("/be-a-mentor/", said(world.here)).status_code == 302
    asked = MentorApplication.objects.get()
    assert browse(world.manager).get(f"/mentors/applications/{asked.pk}/").status_code == 404
    assert browse(world.person).post(f"/be-a-mentor/{asked.pk}/take-back/").status_code == 404
    for _twice in range(2):
        assert browse(user).post(f"/be-a-mentor/{asked.pk}/take-back/").status_code == 302
    asked.refresh_from_db()
    assert asked.status == "withdrawn"


def test_the_list_of_applications_costs_the_same_for_any_length(world, browse, same_queries):
    def one_more():
        said_before = {"called": "Al", "why": "Why", "referees": "Two", "kind": "volunteer"}
        MentorApplication.objects.create(user=staff(Role.MENTOR), establishment=world.here, **said_before)

    same_queries(browse(world.manager), "/mentors/applications/", add_row=one_more)
