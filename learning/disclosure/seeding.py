"""The letter of the demo's person on licence."""

import random

from justice_portal.seeding import SeedEstate, seeder
from learning.disclosure.models import DisclosureLetter

WORDS = {
    "tell": "In 2022 I was found guilty of theft. I was wrong and I am sorry for what I did.",
    "since": "I have passed a course in maths and I meet my officer each week. I have a home and I live near my sister.",
    "offer": "I am on time and I work hard. I would like to show you in a week of work.",
}


@seeder(order=123)
def disclosure_letters(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    at = estate.days_ago(6, 14)
    person = estate.demo.licence_person
    DisclosureLetter.objects.create(id=estate.key(rng, at), person_id=person.id, changed_at=at, version=3, **WORDS)
