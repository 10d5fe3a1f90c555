"""The demo's person has written a card."""

import random

from justice_portal.seeding import SeedEstate, seeder
from rehab.safety_card.models import SafetyCard

CARD = {
    "signs": "I do not sleep. I stop going out of my cell.",
    "helps": "Music. A walk in the yard. Slow breaths.",
    "people": "My sister on Sunday. The Listener on my wing.",
    "around": "I give my razor to the officer.",
    "reasons": "My daughter. I want to see her first day at school.",
}


@seeder(order=119)
def safety_cards(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    at = estate.days_ago(20, 15)
    SafetyCard.objects.create(id=estate.key(rng, at), person_id=estate.demo.person.id, changed_at=at, **CARD)
