"""Mentors: taken on by the managers of a prison, vetted until a day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Role
from justice_portal.audit.models import AuditEvent
from mentoring.mentors.actions import add_mentor, change_mentor, renew_vetting
from mentoring.models import Mentor
from tests.factories import EstablishmentFactory, staff
from tests.mentoring.pairs import vetted_mentor


def filled(user, place, day=None, **more):
    day = day or clock.today() + timedelta(days=200)
    return {
        "key": str(uuid4()), "user": user.username, "called": "Sam", "establishment": str(place.pk), "kind": "volunteer",
        "vetted_until_on_day": day.day, "vetted_until_on_month": day.month, "vetted_until_on_year": day.year,
        "languages": ["en", "pl"], "helps_with": ["work"], "interests": ["music"], **more,
    }  # fmt: skip


def events(name):
    return AuditEvent.objects.filter(event=f"mentors.{name}")


def test_a_manager_takes_on_a_mentor_once(world, browse):
    client, form = browse(world.manager), filled(world.mentor, world.here)
    for _n in range(2):
        assert client.post(reverse("mentors:mentor-add"), form).status_code == 302
    mentor = Mentor.objects.get()
    assert (mentor.user, mentor.establishment, mentor.languages) == (world.mentor, world.here, ["en", "pl"])
    assert events("mentor_added").count() == 1
    assert "Sam" not in str(events("mentor_added").get().facts)
    assert world.mentor.name in client.get(reverse("mentors:list")).content.decode()


@pytest.mark.parametrize("wrong", ["nobody", "pom", "manager"])
def test_only_an_account_with_the_mentors_role_can_be_one_and_the_answer_is_the_same(world, browse, wrong):
    name = getattr(world, wrong).username if hasattr(world, wrong) else wrong
    answer = browse(world.manager).post(
        reverse("mentors:mentor-add"), {**filled(world.mentor, world.here), "user": name}
    )
    assert "There is no mentor&#x27;s account with this user name." in answer.content.decode()
    assert not Mentor.objects.exists()


def test_a_manager_cannot_take_on_a_mentor_for_another_prison(world, browse):
    answer = browse(world.manager).post(reverse("mentors:mentor-add"), filled(world.mentor, world.there))
    assert "Choose from the list" in answer.content.decode()
    given = {"key": uuid4(), "user": world.mentor, "called": "Sam", "kind": "peer", "languages": ["en"], "interests": [],
             "helps_with": [], "vetted_until_on": clock.today()}  # fmt: skip
    with pytest.raises(PermissionDenied):
        add_mentor(world.there, **given, by=world.manager)
    assert not Mentor.objects.exists()


def test_a_mentor_is_on_one_list(world, browse):
    vetted_mentor(world.mentor, world.there)
    answer = browse(world.manager).post(reverse("mentors:mentor-add"), filled(world.mentor, world.here))
    assert "already on the list of a prison" in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "says"),
    [(date(2020, 1, 1), "must be today or later"), (date(2199, 1, 1), "Check the year"), (None, "real date")],
)
def test_a_vetting_date_that_makes_no_sense_is_refused(world, browse, day, says):
    form = filled(world.mentor, world.here, day) if day else filled(world.mentor, world.here, vetted_until_on_month=13)
    assert says in browse(world.manager).post(reverse("mentors:mentor-add"), form).content.decode()
    assert not Mentor.objects.exists()


def test_changing_and_renewing_are_recorded_with_old_and_new(world, browse):
    mentor, client = vetted_mentor(world.mentor, world.here), browse(world.manager)
    form = {"called": "Al", "kind": "peer", "languages": ["cy"], "helps_with": [], "interests": []}
    assert client.post(reverse("mentors:mentor", args=[mentor.pk]), form).status_code == 302
    assert events("mentor_changed").get().facts["languages"] == [["en"], ["cy"]]
    day = clock.today() + timedelta(days=30)
    form = {"vetted_until_on_day": day.day, "vetted_until_on_month": day.month, "vetted_until_on_year": day.year}
    assert client.post(reverse("mentors:vetting", args=[mentor.pk]), form).status_code == 302
    assert events("vetting_renewed").get().facts["after"] == str(day)
    mentor.refresh_from_db()
    assert (mentor.called, mentor.kind, mentor.vetted_until_on) == ("Al", "peer", day)


@pytest.mark.parametrize("who", ["manager_elsewhere", "administrator", "pom", "mentor"])
def test_others_change_no_mentor(world, who):
    mentor, user = vetted_mentor(world.mentor, world.here), getattr(world, who)
    with pytest.raises(PermissionDenied):
        renew_vetting(mentor, vetted_until_on=clock.today(), by=user)
    with pytest.raises(PermissionDenied):
        change_mentor(mentor, called="X", kind="peer", languages=[], interests=[], helps_with=[], by=user)


def test_the_list_costs_the_same_at_any_length_and_shows_who_ends_first(world, browse, same_queries):
    def add():
        vetted_mentor(staff(Role.MENTOR, name="A Mentor"), world.here)

    client = browse(world.manager)
    same_queries(client, reverse("mentors:list"), add_row=add)
    vetted_mentor(staff(Role.MENTOR, name="Lapsed Mentor"), world.here, days=-2)
    vetted_mentor(staff(Role.MENTOR, name="Far Mentor"), EstablishmentFactory(), days=-2)
    shown = client.get(reverse("mentors:list")).content.decode()
    assert shown.index("Lapsed Mentor") < shown.index("A Mentor")
    assert "Far Mentor" not in shown


def test_a_mentor_is_told_before_the_vetting_ends(world, browse):
    mentor = vetted_mentor(world.mentor, world.here, days=10)
    assert "Please ask the prison to renew it" in browse(world.mentor).get(reverse("mentoring:desk")).content.decode()
    mentor.vetted_until_on = clock.today() + timedelta(days=100)
    mentor.save()
    assert "renew" not in browse(world.mentor).get(reverse("mentoring:desk")).content.decode()
