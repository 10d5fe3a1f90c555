"""The public page "Become a mentor": off by itself, the same answer for all, two people before an account, forgotten in time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.models import Invitation, PendingChange, Switch
from mentoring.mentors.nightly import forget_interests
from mentoring.models import MentorInterest
from tests.factories import staff

PAGE, LIST = reverse("becoming:open"), reverse("becoming:list")


@pytest.fixture
def on(db):
    Switch.objects.create(code="mentoring.public_page", is_on=True)


def typed(at, **more):
    who = {"name": "Sam Weaver", "email": "Sam@volunteer.invalid", "why": "Somebody listened to me once."}
    return {"key": str(uuid4()), "establishment": str(at.pk), **who, **more}


def test_it_is_not_there_until_it_is_turned_on(world):
    for url in (PAGE, reverse("becoming:thanks")):
        assert Client().get(url).status_code == 404
    assert Client().post(PAGE, typed(world.here)).status_code == 404
    assert not MentorInterest.objects.exists()


def test_t26_new_again_and_known_get_the_same_answer_and_nothing_doubles(world, on):
    staff("mentor", email="known@volunteer.invalid", username="known@volunteer.invalid")
    visitor, first = Client(), typed(world.here)
    sent = [
        first,
        first,
        typed(world.here, email="sam@volunteer.invalid"),
        typed(world.here, email="known@volunteer.invalid"),
    ]
    answers = [visitor.post(PAGE, one) for one in sent]
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {(302, reverse("becoming:thanks"))}
    assert MentorInterest.objects.count() == 2
    wrong = visitor.post(PAGE, typed(world.here, email="nobody", why=""))
    assert wrong.status_code == 200
    assert "Sam Weaver" in wrong.text
    for _n in range(12):
        flood = visitor.post(PAGE, typed(world.here, email="other@volunteer.invalid"))
    assert "That was too often." in flood.text


def test_managers_invite_and_a_second_person_agrees_before_anything_goes_out(world, on, browse):
    Client().post(PAGE, typed(world.here))
    interest, manager = MentorInterest.objects.get(), browse(world.manager)
    assert "Somebody listened to me once." in manager.get(LIST).text
    url = reverse("becoming:invite", args=[interest.pk])
    assert "Sam" not in browse(world.manager_elsewhere).get(LIST).text
    assert browse(world.manager_elsewhere).post(url).status_code == 404
    for _twice in range(2):
        assert manager.post(url).status_code == 302
    change = PendingChange.objects.get()
    asked = (change.data["email"], change.data["role"], change.establishment, change.asked_by)
    assert asked == ("sam@volunteer.invalid", Role.MENTOR, world.here, world.manager)
    assert not Invitation.objects.exists()
    assert "Nobody waits" in manager.get(LIST).text
    assert manager.post(reverse("becoming:refuse", args=[interest.pk])).status_code == 409


def test_what_somebody_wrote_is_gone_after_90_days(world, on):
    rows = [
        MentorInterest.objects.create(establishment=world.here, name="Sam", email=f"{n}@volunteer.invalid", why="x",
                                      told_at=clock.now() - timedelta(days=n))
        for n in (89, 90)
    ]  # fmt: skip
    forget_interests()
    assert list(MentorInterest.objects.all()) == rows[:1]
