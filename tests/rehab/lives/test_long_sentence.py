"""A long sentence: remand, three transfers, days out on ROTL, licence, the end. A feed tells every move."""

import pytest
from django.urls import reverse

from justice_portal.keys import uuid7
from mentoring.models import Match
from rehab.models import Plan
from tests.factories import CellFactory, EstablishmentFactory, WingFactory, staff
from tests.rehab.lives.settling import has_everything, settle_in, write

NEWS = "I am in another prison now."


@pytest.fixture
def third(world):
    """A third prison, with a manager and a POM."""
    place = EstablishmentFactory(code="ZZC", name="Westmere")
    CellFactory(wing=WingFactory(establishment=place, code="1"), code="ZZC-1-1-001")
    place.manager, place.pom = staff("manager", at=place), staff("pom", at=place)
    return place


@pytest.mark.proof
def test_a_long_sentence_with_three_transfers_and_days_out(life, third):
    world = life.world
    life.first_night("Ellis", "Marsh", "1988-11-20", number="A0322QA", status="unsentenced")
    settle_in(life)
    life.on(30)
    life.tell("sentenced")
    assert life.stands == ("Hereford Green", "sentenced")
    second = {"to": world.there, "manager": world.manager_elsewhere, "pom": world.pom_elsewhere}
    move_to(life, 100, left=world.manager, cell="ZZB-1-1-001", **second)
    keeps_reading_for_ninety_days(life)
    write(life.tablet(), NEWS)
    move_to(
        life,
        300,
        NEWS,
        left=world.manager_elsewhere,
        to=third,
        cell="ZZC-1-1-001",
        manager=third.manager,
        pom=third.pom,
    )
    goes_out_for_a_day(life)
    first = {"to": world.here, "manager": world.manager, "pom": world.pom}
    move_to(life, 500, NEWS, left=third.manager, cell=world.cell.code, **first)
    leaves(life)


def move_to(life, day, *messages, left, to, cell, manager, pom):
    """Out of the reach of every prison, then in the reach of the new one only; everything came along."""
    life.on(day, 8)
    own = life.tablet()
    assert own.is_open
    life.tell("transfer_out", to=to.code)
    assert life.stands == ("transfer", "sentenced")
    assert not own.is_open
    assert not life.tablet().is_open
    assert not life.sees(left)
    assert not life.sees(manager)
    assert (Match.objects.get().status, Match.objects.get().pause_reason) == ("paused", "transfer")
    life.on(day, 14)
    life.tell("transfer_in", to=to.code, cell=cell)
    assert life.stands == (to.name, "sentenced")
    assert life.sees(manager)
    assert not life.sees(left)
    life.give(manager, "prison", to, pom=pom)
    assert life.sees(pom, "plans:plan", Plan.objects.get().pk)
    has_everything(life.tablet(), *messages)
    if not messages:
        refuses_words_until_the_new_prison_agrees(life)
    life.staff(manager).press(reverse("matching:resume", args=[Match.objects.get().pk]))
    assert Match.objects.get().status == "active"


def refuses_words_until_the_new_prison_agrees(life):
    match = Match.objects.get()
    url = reverse("messages:thread", args=[match.thread.pk])
    before = match.thread.messages.count()
    for desk in (life.tablet(), life.staff(life.world.mentor)):
        assert desk.client.post(url, {"key": uuid7(), "body": "Not yet"}).status_code != 302
    assert match.thread.messages.count() == before


def keeps_reading_for_ninety_days(life):
    pom, plan = life.world.pom, Plan.objects.get()
    for day, reads in ((189, True), (191, False)):
        life.on(day)
        assert life.sees(pom, "plans:plan", plan.pk) is reads
        assert not life.sees(pom)
        assert life.sees(life.world.pom_elsewhere, "plans:plan", plan.pk)


def goes_out_for_a_day(life):
    """On ROTL the tablet is shut and no phone opens; the cell, the POM and the mentor stay."""
    life.on(400, 9)
    own = life.tablet()
    assert own.is_open
    cell = life.who.cell
    life.tell("rotl_out")
    assert life.stands == ("Westmere", "rotl")
    assert not own.is_open
    assert not life.phone().is_open
    assert (life.who.cell, Match.objects.get().status) == (cell, "active")
    life.on(400, 17)
    life.tell("rotl_in")
    assert life.stands == ("Westmere", "sentenced")
    has_everything(life.tablet(), NEWS)


def leaves(life):
    """Licence, the COM, a phone, the end; and the whole way told in plain words."""
    world = life.world
    life.on(900)
    life.tell("release", status="licence", unit=world.unit.name)
    life.get_a_com()
    own = life.join_by_phone(world.com)
    has_everything(own, NEWS)
    told = own.read("timeline:mine")
    for words, times in (
        ("You came to prison", 1), ("The court gave you a sentence", 1), ("You left for another prison", 3),
        ("You came to another prison", 3), ("You went out for a short time", 1), ("You came back from your short time out", 1), ("You left prison", 1),
        ("Something changed", 0),
    ):  # fmt: skip
        assert told.count(words) == times, words
    life.on(1600)
    life.tell("ended")
    assert life.stands == ("ended", "ended")
    assert not own.is_open
    assert (Match.objects.get().status, Match.objects.get().end_reason) == ("ended", "supervision")
    assert not life.sees(world.com)
    assert life.who.movements.counting().count() == 12
