"""The reviews of the demo's people: one that was held, and the next one with its window."""

import random

from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.reviews.models import Review, ReviewDue, ReviewRule

Code, Status = ReviewRule.Code, ReviewDue.Status


@seeder(order=118)
def reviews(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    jay, sian = estate.demo.person, estate.demo.welsh_person
    if jay.pom:
        held = estate.days_ago(80, 10)
        past = _due(estate, rng, jay, Code.TO_6_MONTHS, 95, 78, Status.DONE)
        Review.objects.create(
            id=estate.key(rng, held), person_id=jay.id, due=past, held_on=estate.day(80), added_at=held,
            added_by_id=jay.pom, made_in_id=jay.establishment,
            words="You do well in the kitchen class. You want a room near your mum. We ask the council now.",
        )  # fmt: skip
        _due(estate, rng, jay, Code.TO_3_MONTHS, 3, -11, Status.SCHEDULED)
    if sian.key_worker:
        _due(estate, rng, sian, Code.TO_60_MONTHS, -20, -50, Status.SCHEDULED)


def _due(
    estate: SeedEstate, rng: random.Random, person: SeedPerson, code: str, opens: int, due: int, status: str
) -> ReviewDue:
    """A window that opens and ends so many days ago; negative for days to come."""
    at = estate.days_ago(opens + 7, 9)
    return ReviewDue.objects.create(
        id=estate.key(rng, at), person_id=person.id, rule=code, opens_on=estate.day(opens), due_on=estate.day(due),
        status=status, made_at=at, made_in_id=person.establishment,
    )  # fmt: skip
