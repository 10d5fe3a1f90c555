"""In a demo: the tablets of the two prisons, and the PIN that everybody may know."""

from datetime import datetime
from random import Random

from justice_portal.accounts.demo import PIN
from justice_portal.accounts.models import User
from justice_portal.devices.models import Device
from justice_portal.estate.models import Wing
from justice_portal.people.models import Person
from justice_portal.pins.models import Pin
from justice_portal.pins.secrets import sealed
from justice_portal.seeding import SeedEstate, seeder
from justice_portal.visits.demo import PREFIX, hash_of_demo

Status, Kind = Device.Status, Device.Kind
SHARED_ON_A_WING = 3


@seeder(order=60)
def demo_tablets(estate: SeedEstate, rng: Random) -> None:
    """Each wing of the two prisons has shared tablets; the guided people have tablets that a browser can play, and PINs."""
    if estate.demo is None:
        return
    wings = Wing.objects.filter(establishment__in=[estate.demo.ashcombe, estate.demo.brynmelyn])
    for wing in wings.select_related("establishment").order_by("establishment__name", "code"):
        for number in range(1, SHARED_ON_A_WING + 1):
            _tablet(estate, rng, wing, f"{wing.establishment.code}-{wing.code}-{number:02d}", number)
    guided = Person.objects.filter(user__demo_account__isnull=False, place=Person.Place.PRISON)
    for order, person in enumerate(guided.select_related("wing").order_by("user__demo_account__order")):
        _give_pin(person.user)
        if person.wing is not None:
            _played(estate, person, order)


def _tablet(estate: SeedEstate, rng: Random, wing: Wing, label: str, number: int) -> None:
    """Most are in use; here and there one is lost, or waits to be set up."""
    status = Status.IN_USE
    if number == SHARED_ON_A_WING:
        status = rng.choice([Status.IN_USE, Status.LOST, Status.WAITING, Status.REVOKED])
    was_used = status != Status.WAITING
    added = estate.days_ago(rng.randint(90, 300))
    Device.objects.create(
        id=estate.key(rng, added),
        label=label,
        establishment=wing.establishment,
        wing=wing,
        status=status,
        key_hash=f"{rng.getrandbits(256):064x}" if was_used else None,
        added_at=added,
        enrolled_at=added if was_used else None,
        heard_at=_heard(estate, rng, status),
    )


def _heard(estate: SeedEstate, rng: Random, status: str) -> datetime | None:
    if status == Status.WAITING:
        return None
    days = rng.random() / 3 if status == Status.IN_USE else rng.randint(5, 40)
    return estate.days_ago(days + 1, hour=rng.randint(9, 17), minute=rng.randrange(60))


def _played(estate: SeedEstate, person: Person, order: int) -> None:
    """The tablets that a browser of the demo can be: a shared one of the person's wing, and one in their cell."""
    assert person.establishment_id
    assert person.wing
    for kind, holder, word in ((Kind.SHARED, None, "WING"), (Kind.IN_CELL, person, "CELL")):
        label = f"{PREFIX}{word}-{order + 1}"
        Device.objects.create(
            label=label,
            establishment_id=person.establishment_id,
            wing=person.wing,
            kind=kind,
            status=Status.IN_USE,
            holder=holder,
            key_hash=hash_of_demo(label),
            added_at=estate.days_ago(80 - order * 2 + (kind == Kind.SHARED)),
            enrolled_at=estate.days_ago(79),
            heard_at=estate.days_ago(1, hour=16, minute=40),
        )


def _give_pin(user: User) -> None:
    """The PIN that everybody may know."""
    Pin.objects.create(user=user, kind=Pin.Kind.NUMBERS, secret=sealed(Pin.Kind.NUMBERS, PIN))
