"""The people of the demo: three that a guide walks through, and three that give reception and search something to do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from justice_portal.accounts.demo import make_demo_account
from justice_portal.accounts.models import Door
from justice_portal.grants import Reach, Role
from justice_portal.people.history import Event, History, Houses, Kind, Place, Status
from justice_portal.people.invention import Invented, reserved_number
from justice_portal.people.models import NamedAccess, Person
from justice_portal.seeding import SeedEstate, SeedStaff

OWN = {"role": Role.PERSON, "reach": Reach.OWN}


@dataclass
class Guided:
    """One of them: who they are, what happened, who works with them by role, and what the table of sign-ins says.

    Without a title they have no account.
    """

    who: Invented
    born_on: date
    history: History
    title: str = ""
    what: str = ""
    staff: dict[str, SeedStaff] = field(default_factory=dict)


def guided(estate: SeedEstate, houses: Houses) -> Iterator[Guided]:
    demo = estate.demo
    assert demo is not None
    ashcombe, brynmelyn, unit, staff = demo.ashcombe.pk, demo.brynmelyn.pk, demo.unit.pk, demo.staff
    yield Guided(
        Invented("Jamie", "Morris", "Jay", "English", False, Person.Reading.PLAIN),
        estate.day(29 * 365 + 140),
        _jay(estate, houses, ashcombe, brynmelyn, unit),
        "Person in prison",
        "Learns, writes to a mentor, works on a plan; leaves in ten weeks",
        {"key_worker": staff["keyworker"], "pom": staff["pom"], "com": staff["com"]},
    )
    yield Guided(
        Invented("Siân", "Pugh", "", "Welsh", True, Person.Reading.LISTEN),
        estate.day(41 * 365 + 12),
        _here(estate, houses, brynmelyn, unit, days=120),
        "Person in prison, in Welsh",
        "The same pages in Welsh, in the other prison",
        {"key_worker": staff["keyworker2"]},
    )
    yield Guided(
        Invented("Kofi", "Asante", "", "English", False, Person.Reading.READS),
        estate.day(35 * 365 + 77),
        _kofi(estate, houses, ashcombe, unit),
        "Person on licence",
        "Out for five weeks, with a COM",
        {"com": staff["com"]},
    )

    # Of the same sound as Jay's name, on the way to Ashcombe, and a restricted case.
    yield Guided(
        Invented("Jaime", "Morris", "", "English", False, Person.Reading.READS),
        estate.day(44 * 365 + 61),
        _here(estate, houses, ashcombe, unit, days=19),
    )
    yield Guided(
        Invented("Dylan", "Bebb", "", "Welsh", False, Person.Reading.PLAIN),
        estate.day(24 * 365 + 208),
        _sent(estate, houses, brynmelyn, ashcombe, unit),
    )
    yield Guided(
        Invented("Reuben", "Thackray", "", "English", False, Person.Reading.READS),
        estate.day(52 * 365 + 5),
        _here(estate, houses, ashcombe, unit, days=61),
    )


def restrict(estate: SeedEstate) -> None:
    """The last of them is a case that only staff named for it may see."""
    demo, person = estate.demo, estate.people[5].id
    assert demo is not None
    Person.objects.filter(pk=person).update(is_restricted=True)
    NamedAccess.objects.create(
        person_id=person, user_id=demo.staff["pom"].id, reason="Demo", given_by_id=demo.staff["manager"].id
    )


def account_of(nth: int, one: Guided) -> UUID:
    """The account that the person signs in with, as a key."""
    return make_demo_account(
        username=reserved_number(nth),
        name=one.who.called,
        role_name=one.title,
        what=one.what,
        door=Door.TABLET,
        roles=[OWN],
        order=nth + 1,
    ).pk


def _jay(estate: SeedEstate, houses: Houses, here: UUID, before: UUID, unit: UUID) -> History:
    cell, wing = houses.free[here].pop()
    first = houses.cells[before][0][0]
    came, moved = estate.day(236), estate.day(88)
    return History(
        place=Place.PRISON,
        standing=Status.SENTENCED,
        came_on=came,
        unit=unit,
        first_on=estate.day(431),
        wing=wing,
        cell=cell,
        release_on=estate.day(-74),
        events=[
            Event(Kind.RECEPTION, estate.day(431), to=before, cell=first),
            Event(Kind.TRANSFER_OUT, came, left=before, to=here),
            Event(Kind.TRANSFER_IN, came, to=here, cell=houses.cells[here][-1][0]),
            Event(Kind.CELL, moved, left=here, to=here, cell=cell),
        ],
    )


def _here(estate: SeedEstate, houses: Houses, here: UUID, unit: UUID, *, days: int) -> History:
    cell, wing = houses.free[here].pop()
    return History(
        place=Place.PRISON,
        standing=Status.SENTENCED,
        came_on=estate.day(days),
        unit=unit,
        first_on=estate.day(days),
        wing=wing,
        cell=cell,
        release_on=estate.day(-410),
        events=[Event(Kind.RECEPTION, estate.day(days), to=here, cell=cell)],
    )


def _sent(estate: SeedEstate, houses: Houses, left: UUID, to: UUID, unit: UUID) -> History:
    return History(
        place=Place.TRANSFER,
        standing=Status.SENTENCED,
        came_on=estate.today,
        unit=unit,
        first_on=estate.day(95),
        bound_for=to,
        release_on=estate.day(-300),
        events=[
            Event(Kind.RECEPTION, estate.day(95), to=left, cell=houses.cells[left][2][0]),
            Event(Kind.TRANSFER_OUT, estate.today, left=left, to=to),
        ],
    )


def _kofi(estate: SeedEstate, houses: Houses, before: UUID, unit: UUID) -> History:
    return History(
        place=Place.COMMUNITY,
        standing=Status.LICENCE,
        came_on=estate.day(36),
        unit=unit,
        first_on=estate.day(700),
        events=[
            Event(Kind.RECEPTION, estate.day(700), to=before, cell=houses.cells[before][1][0]),
            Event(Kind.RELEASE, estate.day(36), left=before, unit=unit),
        ],
    )
