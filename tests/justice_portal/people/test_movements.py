"""Movements: where people are, and what follows from it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from justice_portal import clock
from justice_portal.access import Permission, people_for
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.keys import uuid7
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.movements import actions
from justice_portal.people.signals import person_changed
from tests.factories import CellFactory, DeliveryUnitFactory, EstablishmentFactory, allocate


@pytest.fixture
def today(db):
    return clock.today()


@pytest.fixture
def changes():
    """What person_changed said, in order."""
    heard = []

    def hear(sender, *, person, event, movement, **rest):
        heard.append((event, person.pk, movement.kind))

    person_changed.connect(hear)
    yield heard
    person_changed.disconnect(hear)


def fresh(person):
    return Person.objects.get(pk=person.pk)


MOVES = {
    "transfer": lambda world, **more: actions.transfer_out(
        world.someone, **{"key": uuid7(), "to": world.there, "on": clock.today(), "by": world.manager, **more}
    ),
    "cell": lambda world, **more: actions.move_cell(
        world.someone,
        **{"key": uuid7(), "cell": CellFactory(wing=world.wing), "on": clock.today(), "by": world.manager, **more},
    ),
    "release": lambda world, **more: actions.release_person(
        world.someone,
        **{
            "key": uuid7(), "on": clock.today(), "status": "licence", "delivery_unit": world.unit, "by": world.manager,
            **more,
        },
    ),
    "death": lambda world, **more: actions.record_death(
        world.someone, **{"key": uuid7(), "on": clock.today(), "by": world.manager, **more}
    ),
}  # fmt: skip


def test_a_transfer_takes_the_person_out_of_the_reach_of_the_prison(world, changes):
    movement = MOVES["transfer"](world)
    person = fresh(world.someone)
    assert (person.place, person.establishment, person.wing, person.cell) == ("transfer", None, None, None)
    assert person.bound_for == world.there
    assert movement.from_establishment == world.here
    assert changes == [("transferred", person.pk, "transfer_out")]
    for who in (world.manager, world.key_worker, world.pom, world.manager_elsewhere):
        assert not people_for(who, Permission.PERSON_VIEW).filter(pk=person.pk).exists()
    event = AuditEvent.objects.get(event="person.left_for_transfer")
    assert event.subjects == [person.pk]
    assert event.facts["to"] == str(world.there.pk)


def test_leaving_prison_ends_the_prisons_allocations_and_keeps_the_com(world):
    MOVES["release"](world)
    live = Allocation.objects.live().filter(person=world.someone)
    assert [one.role for one in live] == ["com"]
    assert Allocation.objects.filter(person=world.someone, ended_by=world.manager).count() == 2


def test_a_release_to_another_unit_ends_the_com_too(world):
    MOVES["release"](world, delivery_unit=world.far_unit)
    assert not Allocation.objects.live().filter(person=world.someone).exists()
    assert fresh(world.someone).delivery_unit == world.far_unit


def test_a_release_on_licence_is_known_to_the_unit(world, changes):
    MOVES["release"](world)
    person = fresh(world.someone)
    assert (person.place, person.status, person.delivery_unit) == ("community", "licence", world.unit)
    assert people_for(world.com, Permission.PERSON_VIEW).filter(pk=person.pk).exists()
    assert changes == [("released", person.pk, "release")]


def test_a_release_at_the_end_of_the_sentence_ends_everything(world):
    MOVES["release"](world, status="ended", delivery_unit=None)
    person = fresh(world.someone)
    assert (person.place, person.status, person.delivery_unit) == ("ended", "ended", None)
    assert not Allocation.objects.live().filter(person=person).exists()


def test_a_release_on_licence_needs_an_open_unit(world):
    for unit in (None, DeliveryUnitFactory(is_open=False)):
        with pytest.raises(DomainError, match="Choose the delivery unit"):
            MOVES["release"](world, delivery_unit=unit)
    assert fresh(world.someone).place == "prison"


def test_nobody_is_released_to_a_status_of_prison(world):
    with pytest.raises(DomainError, match="released on"):
        MOVES["release"](world, status="sentenced")


def test_a_cell_move_follows_the_wing(world, changes):
    cell = CellFactory(wing=world.wing)
    MOVES["cell"](world, cell=cell)
    person = fresh(world.someone)
    assert (person.cell, person.wing, person.establishment) == (cell, cell.wing, world.here)
    assert Allocation.objects.live().filter(person=person).count() == 3
    assert changes == [("moved", person.pk, "cell")]


def test_a_cell_move_stays_in_the_prison_and_is_a_move(world):
    with pytest.raises(DomainError, match="another prison"):
        MOVES["cell"](world, cell=CellFactory(wing=world.far_wing))
    with pytest.raises(DomainError, match="in that cell already"):
        MOVES["cell"](world, cell=world.cell)
    assert not Movement.objects.filter(person=world.someone).exists()


def test_death_ends_every_place_role_and_date(world, changes):
    Person.objects.filter(pk=world.someone.pk).update(release_on=clock.today())
    MOVES["death"](world)
    person = fresh(world.someone)
    assert (person.place, person.status, person.establishment, person.release_on) == ("ended", "ended", None, None)
    assert not Allocation.objects.live().filter(person=person).exists()
    assert changes == [("died", person.pk, "death")]
    with pytest.raises(PermissionDenied):
        MOVES["death"](world)


@pytest.mark.parametrize("name", MOVES)
def test_the_same_form_twice_moves_once(world, name):
    key = uuid7()
    given = {"cell": CellFactory(wing=world.wing)} if name == "cell" else {}
    first = MOVES[name](world, key=key, **given)
    estate_manager = world.manager
    if name != "cell":  # the first sending took the person out of the manager's reach
        with pytest.raises(PermissionDenied):
            MOVES[name](world, key=key, by=estate_manager, **given)
    else:
        assert MOVES[name](world, key=key, **given) == first
    assert Movement.objects.filter(person=world.someone).count() == 1


@pytest.mark.parametrize("name", MOVES)
def test_impossible_days_are_refused_and_change_nothing(world, name, today):
    before = fresh(world.someone)
    yesterday = clock.now() - timedelta(days=1)
    Movement.objects.create(person=world.someone, kind="reception", happened_at=yesterday, to_establishment=world.here)
    for on, words in (
        (today + timedelta(days=1), "future"),
        (world.someone.born_on, "before the person was born"),
        (today - timedelta(days=2), "cannot be earlier"),
    ):
        with pytest.raises(DomainError, match=words):
            MOVES[name](world, on=on)
    assert Movement.objects.filter(person=world.someone).count() == 1
    assert fresh(world.someone).version == before.version
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("who", ["key_worker", "pom", "tutor", "safer_custody", "manager_elsewhere", "administrator"])
def test_only_managers_of_the_place_move_people(world, name, who):
    with pytest.raises(PermissionDenied):
        MOVES[name](world, by=getattr(world, who))
    assert not Movement.objects.filter(person=world.someone).exists()


@pytest.mark.parametrize("name", ["transfer", "cell", "release", "death"])
def test_a_units_manager_does_not_move_who_is_still_in_prison(world, name):
    from justice_portal.accounts.models import RoleHeld
    from tests.factories import UserFactory

    manager = UserFactory()
    RoleHeld.objects.create(user=manager, role="manager", reach="delivery_unit", delivery_unit=world.unit)
    with pytest.raises(PermissionDenied):
        MOVES[name](world, by=manager)
    assert fresh(world.someone).place == "prison"


def test_a_transfer_goes_to_an_open_prison_and_another_one(world):
    with pytest.raises(DomainError, match="that prison already"):
        MOVES["transfer"](world, to=world.here)
    with pytest.raises(DomainError, match="closed"):
        MOVES["transfer"](world, to=EstablishmentFactory(is_open=False))


@pytest.fixture
def unit_manager(world):
    from justice_portal.accounts.models import RoleHeld
    from tests.factories import UserFactory

    user = UserFactory()
    RoleHeld.objects.create(user=user, role="manager", reach="delivery_unit", delivery_unit=world.unit)
    return user


def test_a_recall_is_recorded_where_the_person_is(world, unit_manager, changes):
    person = world.people["released"]
    movement = actions.recall_person(person, key=uuid7(), on=clock.today(), by=unit_manager)
    person = fresh(person)
    assert (person.place, person.status, person.delivery_unit) == ("community", "recalled", world.unit)
    assert movement.from_establishment is None
    assert changes == [("recalled", person.pk, "recall")]
    with pytest.raises(DomainError, match="can be recalled"):
        actions.recall_person(person, key=uuid7(), on=clock.today(), by=unit_manager)


def test_nobody_in_prison_is_recalled_and_their_supervision_does_not_end(world, unit_manager):
    for act in (actions.recall_person, actions.end_supervision):
        with pytest.raises(DomainError):
            act(world.someone, key=uuid7(), on=clock.today(), by=unit_manager)


def test_supervision_ends_and_with_it_the_com(world, unit_manager, changes):
    person = world.people["released"]
    actions.end_supervision(person, key=uuid7(), on=clock.today(), by=unit_manager)
    person = fresh(person)
    assert (person.place, person.status, person.delivery_unit) == ("ended", "ended", None)
    assert not Allocation.objects.live().filter(person=person).exists()
    assert changes == [("ended", person.pk, "ended")]


def test_what_a_receiver_refuses_undoes_the_move(world):
    def refuse(sender, **given):
        raise DomainError("Not now.")

    person_changed.connect(refuse)
    try:
        with pytest.raises(DomainError, match="Not now"):
            MOVES["transfer"](world)
    finally:
        person_changed.disconnect(refuse)
    assert fresh(world.someone).place == "prison"
    assert not Movement.objects.filter(person=world.someone).exists()
    assert Allocation.objects.live().filter(person=world.someone).count() == 3


def test_two_moves_on_one_day_keep_their_order(world):
    for _nth in range(3):
        MOVES["cell"](world)
    moments = list(Movement.objects.filter(person=world.someone).values_list("happened_at", flat=True))
    assert moments == sorted(moments, reverse=True)
    assert len(set(moments)) == 3


def test_allocations_of_others_are_left_alone(world):
    other = allocate(world.people["restricted"], world.manager, "tutor", at=world.here)
    MOVES["transfer"](world)
    other.refresh_from_db()
    assert other.ended_at is None


def test_death_closes_the_account(world):
    assert world.person.is_active
    MOVES["death"](world)
    world.person.refresh_from_db()
    assert not world.person.is_active
