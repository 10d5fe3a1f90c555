"""manage.py seed: an invented estate that holds together."""

import hashlib
import io
from datetime import date
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from justice_portal import clock
from justice_portal.accounts.demo import is_demo_database, sign_ins
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.errors import DomainError
from justice_portal.estate.models import Cell, Establishment
from justice_portal.grants import Role
from justice_portal.people.invention import RESERVED, reserved_number
from justice_portal.people.models import Alert, Allocation, Movement, Person
from justice_portal.people.reception.intake import Particulars, take_in
from justice_portal.pins.secrets import matches
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(settings):
    """run("--people", 50) is what the command printed, on a machine that is a demo."""
    settings.DEMO = True

    def go(*words):
        out = io.StringIO()
        call_command("seed", *map(str, words), stdout=out)
        return out.getvalue()

    return go


def fingerprint():
    digest = hashlib.sha256()
    for model in (User, RoleHeld, Person, Movement, Allocation, Alert, Cell):
        skipped = {"establishment_id", "wing_id", "from_establishment_id", "to_establishment_id", "bound_for_id",
                   "delivery_unit_id", "to_delivery_unit_id", "code_id"}  # fmt: skip
        names = [one.attname for one in model._meta.concrete_fields if one.attname not in skipped]
        for row in model.objects.order_by("pk").values_list(*names):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def test_the_same_number_gives_the_same_estate(run, time_machine):
    time_machine.move_to("2026-11-24 09:30+00:00", tick=False)
    prints = []
    for _nth in range(2):
        with transaction.atomic():
            call_command("load_reference", stdout=io.StringIO())
            run("--people", 60)
            prints.append(fingerprint())
            transaction.set_rollback(True)
    assert prints[0] == prints[1]


def test_a_second_seed_changes_nothing_and_says_so(run):
    run("--people", 20)
    before = fingerprint()
    assert "Nothing was changed" in run("--people", 40)
    assert fingerprint() == before


def test_a_database_that_is_no_demo_is_refused(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="never belong in a real record"):
        call_command("seed")
    assert not Establishment.objects.exists()


@pytest.mark.parametrize("sign", ["a number of no example", "somebody has signed in"])
def test_t101_a_database_in_real_use_is_refused_even_where_demo_is_set(run, sign):
    if sign == "somebody has signed in":
        User.objects.create_user("real.one", name="Real One", door="staff", last_login=clock.now())
    else:
        PersonFactory(prison_number="G4321KL")
    people = Person.objects.count()
    with pytest.raises(CommandError, match="in real use"):
        run("--demo")
    assert Person.objects.count() == people


def test_t101_numbers_of_invented_people_are_refused_in_production(world, settings):
    settings.DEMO = False
    who = Particulars(
        prison_number="A0999ZZ", given_name="Sam", family_name="Field", born_on=date(1990, 1, 2), status="sentenced"
    )
    with pytest.raises(DomainError, match="are for examples"):
        take_in(world.here, who, key=uuid4(), cell=None, on=clock.today(), by=world.manager)


def test_numbers_that_make_no_sense_are_refused(run):
    for people in (0, -5, RESERVED + 1):
        with pytest.raises(CommandError, match="must be from 1"):
            run("--people", people)


def test_one_person_is_an_estate_too(run):
    run("--people", 1)
    assert Person.objects.count() == 1


def test_a_seed_that_fails_leaves_nothing(run):
    """The first number is taken by somebody who is not in the way otherwise."""
    User.objects.create_user(reserved_number(0), name="In the way", door="tablet")
    with pytest.raises(IntegrityError), transaction.atomic():
        run("--people", 30)
    assert not Person.objects.exists()
    assert not Establishment.objects.exists()


def test_every_reserved_number_is_met_once():
    assert len({reserved_number(nth) for nth in range(RESERVED)}) == RESERVED


def test_people_that_are_there_already_are_left_alone(run):
    person = PersonFactory()
    assert "Nothing was changed" in run("--people", 20)
    assert Person.objects.get() == person


def test_the_demo_has_one_account_of_each_role_and_people_to_meet(run):
    run("--demo", "--people", 60)
    assert is_demo_database()
    rows = sign_ins()
    assert len(rows) == len({row.username for row in rows}) >= 18
    held = {
        role for user in User.objects.exclude(demo_account=None) for role in [one.role for one in user.roles_held()]
    }
    assert held == set(Role.values)
    users = {user.username: user for user in User.objects.filter(username__in=[row.username for row in rows[:5]])}
    assert all(users[row.username].check_password(row.passphrase) for row in rows[:5] if row.passphrase)
    assert all(matches(users[row.username], "numbers", row.pin) for row in rows if row.pin)
    assert {bool(row.pin) for row in rows} == {True, False}
    jay = Person.objects.get(prison_number=rows[0].username)
    assert (jay.preferred_name, jay.establishment.code, jay.place) == ("Jay", "ZDA", "prison")
    assert {one.role for one in Allocation.objects.live().filter(person=jay)} == {"key_worker", "pom", "com"}
    assert Person.objects.filter(bound_for__code="ZDA", is_restricted=False).exists()
    assert Person.objects.get(is_restricted=True).named_access.live().exists()
    assert Establishment.objects.get(code="ZDB").name_welsh
    assert Person.objects.count() == 60
    assert "Nothing was changed" in run("--demo")


def test_a_demo_of_a_handful_is_refused(run):
    with pytest.raises(CommandError, match="A demo needs"):
        run("--demo", "--people", 5)
