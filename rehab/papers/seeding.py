"""The papers of the demo's people: one in hand, one on its way, one to ask for, and the bank account."""

import random

from justice_portal.seeding import SeedEstate, seeder
from rehab.papers.models import Paper, PaperStep

Kind, Status, Place = Paper.Kind, Paper.Status, Paper.Place
#: Whose, which, how far and for how many days, when it is expected, where it is, what staff wrote.
PAPERS = [
    ("person", Kind.BIRTH, Status.HELD, 90, None, Place.PROPERTY, ""),
    ("person", Kind.BANK, Status.ASKED, 12, -16, "", "Form sent to the bank."),
    ("person", Kind.CITIZEN_CARD, Status.WANTED, 8, None, "", ""),
    ("person", Kind.DRIVING, Status.NOT_NEEDED, 90, None, "", ""),
    ("licence_person", Kind.BIRTH, Status.HELD, 60, None, Place.PERSON, ""),
    ("licence_person", Kind.BANK, Status.HELD, 25, None, Place.PERSON, ""),
]


@seeder(order=118)
def papers(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    for whose, kind, status, ago, expected, kept, note in PAPERS:
        person = getattr(estate.demo, whose)
        worker = person.pom or person.com
        if worker is None:
            continue
        at, on = estate.days_ago(ago, 11), estate.day(ago)
        paper = Paper.objects.create(
            id=estate.key(rng, at), person_id=person.id, kind=kind, status=status, kept=kept, happened_on=on,
            expected_on=None if expected is None else estate.day(expected), note=note, changed_at=at,
            changed_by_id=worker, made_in_id=person.establishment,
        )  # fmt: skip
        PaperStep.objects.create(
            id=estate.key(rng, at), paper=paper, status=status, happened_on=on, added_at=at, added_by_id=worker
        )
