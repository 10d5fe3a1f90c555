"""The packaged, invented list of jobs, with last days that are to come on the day of the demo, and one that is kept."""

import random
from dataclasses import replace
from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.seeding import SeedEstate, seeder
from learning.vacancies.actions import load_vacancies
from learning.vacancies.importer import PACKAGED, read_vacancies
from learning.vacancies.models import KeptVacancy, Vacancy

#: Days until each closes, in the order of the file.
CLOSES_IN = (9, 30, 16, 45, 5, 25, 12, 60, 40, 21, 75, 14)
KEPT = {"person": ("inv-001", "inv-010"), "licence_person": ("inv-002",)}


@seeder(order=122)
def vacancies(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo: a real estate imports its own."""
    if estate.demo is None:
        return
    facts = [
        replace(fact, told={**fact.told, "closes_on": estate.today + timedelta(days=days)})
        for fact, days in zip(read_vacancies(PACKAGED.read_bytes()), CLOSES_IN, strict=True)
    ]
    load_vacancies(Vacancy, facts=facts, by=SYSTEM)
    for whose, keys in KEPT.items():
        for nth, key in enumerate(keys):
            at = estate.days_ago(4 + nth, 15)
            KeptVacancy.objects.create(
                id=estate.key(rng, at),
                person_id=getattr(estate.demo, whose).id,
                vacancy=Vacancy.objects.get(source_key=key),
                kept_at=at,
            )
