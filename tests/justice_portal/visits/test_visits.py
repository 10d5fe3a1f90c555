"""Visits: one tablet, one person, for so long."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.devices import actions as devices
from justice_portal.devices.models import Device
from justice_portal.grants import Role
from justice_portal.keys import uuid7
from justice_portal.models import Notice
from justice_portal.people.movements.actions import transfer_out
from justice_portal.visits.models import Visit, VisitLimit
from tests.factories import allocate, staff
from tests.justice_portal.devices.tablets import at_tablet, make_device
from tests.justice_portal.visits.conftest import DOOR, door, is_signed_in

HOME = "/"


@pytest.fixture
def signed_in(person, tablet, time_machine):
    """signed_in() is a tablet on which the person has just signed in; time stands still."""
    time_machine.move_to("2027-03-01 09:00+00:00", tick=False)

    def fresh(*, scripts=True, **fields):
        client = tablet(**fields)
        if scripts:
            client.cookies["scripts"] = "1"
        door(client, "A0001BC")
        return client

    return fresh


def test_t21_a_shared_tablet_locks_after_three_minutes_without_a_touch(signed_in, time_machine):
    client = signed_in()
    time_machine.shift(timedelta(minutes=3))
    assert client.get(HOME).status_code == 200
    time_machine.shift(timedelta(minutes=3, seconds=6))
    response = client.get("/notices/")
    assert response.headers["Location"] == f"{reverse(DOOR)}?locked=1"
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert not is_signed_in(client)
    assert Visit.objects.get().end == Visit.End.UNTOUCHED


def test_t21_a_touch_that_the_page_tells_keeps_it_open_and_polling_does_not(signed_in, time_machine):
    client = signed_in()
    for _ in range(3):
        time_machine.shift(timedelta(minutes=2))
        assert client.post(reverse("visits:still-here")).json()["left"] > 0
    time_machine.shift(timedelta(minutes=2))
    assert client.get(HOME, headers={"X-Poll": "1"}).status_code == 200
    time_machine.shift(timedelta(minutes=2))
    assert not is_signed_in(client)


def test_t21_without_scripts_each_page_counts_and_ten_minutes_are_the_limit(signed_in, time_machine):
    client = signed_in(scripts=False)
    for _ in range(4):
        time_machine.shift(timedelta(minutes=9, seconds=59))
        assert is_signed_in(client)
    client = signed_in(scripts=False)
    time_machine.shift(timedelta(minutes=10, seconds=6))
    assert not is_signed_in(client)


def test_t21_after_forty_five_minutes_it_ends_whatever_is_touched(signed_in, time_machine):
    client = signed_in()
    for _ in range(22):
        time_machine.shift(timedelta(minutes=2))
        assert is_signed_in(client)
    time_machine.shift(timedelta(minutes=1))
    assert not is_signed_in(client)
    assert Visit.objects.get().end == Visit.End.LONGEST


def test_t21_the_limits_are_those_of_the_prison_and_the_kind_of_tablet(signed_in, wing, time_machine):
    VisitLimit.objects.create(establishment=wing.establishment, kind="shared", untouched_seconds=90, longest_minutes=10)
    VisitLimit.objects.create(kind="shared", untouched_seconds=1000, longest_minutes=100)
    VisitLimit.objects.create(kind="in_cell", untouched_seconds=1200, longest_minutes=100)
    shared = signed_in()
    time_machine.shift(timedelta(seconds=96))
    assert not is_signed_in(shared)
    own = signed_in(kind="in_cell")
    time_machine.shift(timedelta(seconds=1200))
    assert is_signed_in(own)


def test_t21_an_administrator_sets_the_limits(world, browse):
    url = reverse("admin:justice_portal_visitlimit_add")
    given = {"establishment": str(world.here.pk), "kind": "shared", "untouched_seconds": "120", "longest_minutes": "30"}
    client = browse(world.administrator)
    assert client.post(url, {**given, "untouched_seconds": "5"}).status_code == 200
    assert client.post(url, given).status_code == 302
    assert VisitLimit.objects.get().untouched_seconds == 120
    assert AuditEvent.objects.filter(event="reference.added", thing_type="VisitLimit").exists()


def test_t21_who_comes_back_after_a_lock_is_on_the_same_page_and_nobody_else(signed_in, time_machine, wing):
    client = signed_in()
    response = client.post(reverse("visits:lock"), {"path": "/notices/?page=2"})
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert not is_signed_in(client)
    time_machine.shift(timedelta(minutes=5))
    assert door(client, "A0001BC").headers["Location"] == "/notices/?page=2"
    client.post(reverse("accounts:sign-out"))
    assert door(client, "A0001BC").headers["Location"] == HOME


def test_t21_a_lock_never_leads_to_another_host(signed_in):
    client = signed_in()
    client.post(reverse("visits:lock"), {"path": "//evil.invalid/"})
    assert door(client, "A0001BC").headers["Location"] == HOME


def test_t21_a_lock_that_comes_late_still_remembers_the_page(signed_in, time_machine):
    """The tablet slept, and its script locks when it wakes."""
    client = signed_in()
    time_machine.shift(timedelta(hours=1))
    client.post(reverse("visits:lock"), {"path": "/notices/"})
    assert door(client, "A0001BC").headers["Location"] == "/notices/"


def test_a_form_that_is_sent_too_late_says_so_and_changes_nothing(signed_in, time_machine, person):
    client = signed_in()
    time_machine.shift(timedelta(minutes=20))
    response = client.post(reverse("display:settings"), {"text_size": "largest"})
    assert response.status_code == 401
    person.user.refresh_from_db()
    assert person.user.text_size == "normal"


def test_t27_a_session_cookie_on_another_device_opens_nothing_and_ends_the_session(signed_in, wing):
    for thief in (Client(), at_tablet(make_device(wing))):
        client = signed_in()
        thief.cookies["session"] = client.cookies["session"].value
        assert thief.get(HOME).status_code == 401
        assert not is_signed_in(client)
        assert Visit.objects.latest("began_at", "pk").end == Visit.End.COPIED
    ends = AuditEvent.objects.filter(event="visit.ended").values_list("facts__why", flat=True)
    assert set(ends) == {"copied"}


@pytest.mark.parametrize("act", [devices.mark_lost, devices.revoke_device])
def test_t27_a_tablet_that_is_stopped_has_no_session_with_the_next_page(signed_in, person, act):
    client = signed_in()
    act(Device.objects.get(), by=staff(Role.MANAGER, at=person.establishment))
    assert client.get(HOME).status_code == 401


def test_t27_in_prison_there_is_no_session_without_a_visit(person, tablet):
    client = tablet()
    client.force_login(person.user)
    assert client.get(HOME).status_code == 401


def test_t28_a_second_sign_in_ends_the_first_and_is_recorded(signed_in):
    first = signed_in()
    second = signed_in()
    response = first.get(HOME)
    assert response.status_code == 401
    assert "another tablet" in response.content.decode()
    assert is_signed_in(second)
    assert not is_signed_in(first)
    ended = AuditEvent.objects.get(event="visit.ended")
    assert ended.facts["why"] == "elsewhere"


def test_t28_three_changes_of_tablet_in_ten_minutes_are_told_to_staff(signed_in, person, time_machine):
    worker = staff(Role.KEY_WORKER, at=person.establishment)
    allocate(person, worker, Role.KEY_WORKER, at=person.establishment)
    far = staff(Role.MANAGER, at=None)
    for _ in range(3):
        signed_in()
    assert not Notice.objects.exists()
    signed_in()
    assert [notice.user for notice in Notice.objects.filter(kind="visits.swapped_often")] == [worker]
    assert far.pk not in AuditEvent.objects.get(event="visit.swapped_often").facts["told"]


def test_t28_changes_over_a_day_tell_nobody(signed_in, person, time_machine):
    allocate(person, staff(Role.KEY_WORKER), Role.KEY_WORKER, at=person.establishment)
    signed_in()
    for _n in range(5):
        time_machine.move_to(clock.now() + timedelta(minutes=30), tick=False)
        door(at_tablet(make_device(person.wing)), "A0001BC")
    assert not Notice.objects.filter(kind="visits.swapped_often").exists()


def test_who_leaves_the_prison_is_out_of_every_tablet(signed_in, person):
    client = signed_in()
    manager = staff(Role.MANAGER, at=person.establishment)
    transfer_out(person, key=uuid7(), to=None, on=clock.today(), by=manager)
    assert client.get(HOME).status_code == 401
    assert not is_signed_in(client)


def test_signing_out_ends_the_visit_and_never_the_device(signed_in):
    client = signed_in()
    key = client.cookies["tablet"].value
    response = client.post(reverse("accounts:sign-out"))
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert client.cookies["tablet"].value == key
    assert Visit.objects.get().end == Visit.End.SIGNED_OUT


def test_pages_for_everybody_open_after_a_visit_is_over(signed_in, time_machine):
    client = signed_in()
    time_machine.shift(timedelta(hours=1))
    assert client.get(reverse("help-now")).status_code == 200


def test_the_device_is_heard_of_at_most_every_five_minutes(signed_in, time_machine):
    client = signed_in()
    heard = Device.objects.get().heard_at
    time_machine.shift(timedelta(minutes=2))
    client.get(HOME)
    assert Device.objects.get().heard_at == heard
    time_machine.shift(timedelta(minutes=2))
    client.get(HOME)
    time_machine.shift(timedelta(minutes=2))
    client.get(HOME)
    assert Device.objects.get().heard_at > heard
