"""The leaving pack of the demo's person: asked for here, made by a worker as any other."""

import random

from justice_portal.accounts.models import User
from justice_portal.people.models import Person
from justice_portal.seeding import SeedEstate, seeder
from rehab.journey.actions import make_pack


@seeder(order=195)
def leaving_packs(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo. Last, since a pack says what the other rooms hold."""
    if estate.demo is None or estate.demo.person.pom is None:
        return
    person, officer = Person.objects.get(pk=estate.demo.person.id), User.objects.get(pk=estate.demo.person.pom)
    make_pack(person, key=estate.key(rng), by=officer)
