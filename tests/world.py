"""Two prisons and a delivery unit, with the same few people in each, and one person in each state."""

import pickle
from datetime import timedelta
from types import SimpleNamespace

from django.db.models.signals import post_save

from justice_portal import clock
from justice_portal.grants import Role
from justice_portal.people.models import Movement, NamedAccess, Person
from tests.factories import (
    CellFactory,
    DeliveryUnitFactory,
    EstablishmentFactory,
    PersonFactory,
    WingFactory,
    allocate,
    sign_in_for,
    staff,
)

STATES = ("here", "elsewhere", "in_transfer", "released", "restricted")

#: Users of the access matrix. "_elsewhere" hold the same role in the other prison or unit.
KINDS = (
    "anonymous", "person", "person_elsewhere", "mentor", "mentor_elsewhere", "family", "legal", "key_worker",
    "key_worker_elsewhere", "pom", "pom_elsewhere", "com", "com_elsewhere", "tutor", "tutor_elsewhere", "moderator",
    "moderator_elsewhere", "safer_custody", "safer_custody_elsewhere", "manager", "manager_elsewhere", "administrator",
)  # fmt: skip


class World(SimpleNamespace):
    """Users by kind; people: a dict of state to Person. `person` is the account of people["here"]."""

    @property
    def someone(self):
        return self.people["here"]


#: The world as tests of this process made it, by when that was: later tests are given a copy, for a tenth of the work.
KEPT = {}
FRESH = timedelta(minutes=30)


def build_world():
    """Make it; about seventy rows. Tests whose clocks show about the same time share what the first of them made."""
    now = clock.now()
    kept = next((rows for made_at, rows in KEPT.items() if made_at <= now <= made_at + FRESH), None)
    if kept is None:
        return _first()
    world, rows = pickle.loads(kept)  # noqa: S301 - our own, of this process
    for model, made in rows.items():
        model.objects.bulk_create(made)
    return world


def _first():
    """Build it row by row, and keep what was stored."""
    rows = {}

    def keep(sender, instance, created, **_):
        if created:
            rows.setdefault(sender, []).append(instance)

    post_save.connect(keep)
    try:
        world = _built()
    finally:
        post_save.disconnect(keep)
    for row in (row for made in rows.values() for row in made):
        stored = type(row).objects.get(pk=row.pk)
        for field in row._meta.concrete_fields:
            setattr(row, field.attname, getattr(stored, field.attname))
    KEPT[clock.now()] = pickle.dumps((world, rows))
    return world


def _built():
    here, there = (
        EstablishmentFactory(code="ZZA", name="Hereford Green"),
        EstablishmentFactory(code="ZZB", name="Farham"),
    )
    unit, far_unit = DeliveryUnitFactory(name="Near unit"), DeliveryUnitFactory(name="Far unit")
    wing, far_wing = WingFactory(establishment=here, code="1"), WingFactory(establishment=there, code="1")
    cell, far_cell = CellFactory(wing=wing, code="ZZA-1-1-001"), CellFactory(wing=far_wing, code="ZZB-1-1-001")
    world = World(here=here, there=there, unit=unit, far_unit=far_unit, wing=wing, far_wing=far_wing, cell=cell)
    for place, suffix, at_unit in ((here, "", unit), (there, "_elsewhere", far_unit)):
        for role in (Role.KEY_WORKER, Role.POM, Role.TUTOR, Role.MODERATOR, Role.SAFER_CUSTODY, Role.MANAGER):
            setattr(world, f"{role}{suffix}", staff(role, at=place, name=f"{role.label} {place.code}"))
        setattr(world, f"com{suffix}", staff(Role.COM, unit=at_unit, name=f"COM {at_unit.name}"))
        setattr(world, f"mentor{suffix}", staff(Role.MENTOR, name=f"Mentor {place.code}"))
    world.family, world.legal = staff(Role.FAMILY, name="Family contact"), staff(Role.LEGAL, name="Legal adviser")
    world.administrator = staff(Role.ADMINISTRATOR, name="Administrator", is_staff=True)
    world.people = _people(world, wing, cell, far_wing, far_cell)
    world.person = sign_in_for(world.people["here"])
    world.person_elsewhere = sign_in_for(world.people["elsewhere"])
    return world


def _people(world, wing, cell, far_wing, far_cell):
    here, there, yesterday = world.here, world.there, clock.now() - timedelta(days=1)
    people = {
        "here": PersonFactory(establishment=here, wing=wing, cell=cell, delivery_unit=world.unit, status="sentenced"),
        "elsewhere": PersonFactory(establishment=there, wing=far_wing, cell=far_cell, delivery_unit=world.far_unit),
        "in_transfer": PersonFactory(establishment=None, place=Person.Place.TRANSFER, delivery_unit=world.unit),
        "released": PersonFactory(
            establishment=None, place=Person.Place.COMMUNITY, status="licence", delivery_unit=world.unit
        ),
        "restricted": PersonFactory(establishment=here, wing=wing, delivery_unit=world.unit, is_restricted=True),
    }
    for state, person in people.items():
        mine = "_elsewhere" if state == "elsewhere" else ""
        allocate(person, getattr(world, f"com{mine}"), Role.COM)
        if state in {"here", "elsewhere", "restricted"}:
            at = there if mine else here
            allocate(person, getattr(world, f"key_worker{mine}"), Role.KEY_WORKER, at=at)
            allocate(person, getattr(world, f"pom{mine}"), Role.POM, at=at)
    Movement.objects.create(
        person=people["in_transfer"], kind="transfer_out", happened_at=yesterday, from_establishment=here
    )
    Movement.objects.create(person=people["released"], kind="release", happened_at=yesterday, from_establishment=here)
    NamedAccess.objects.create(
        person=people["restricted"], user=world.pom, reason="Named for this case", given_by=world.manager
    )
    return people
