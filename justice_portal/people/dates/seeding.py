"""The dates of the sentences of the demo's people, each as a letter said it."""

import random
from uuid import UUID

from justice_portal.people.dates.models import SentenceDate
from justice_portal.seeding import SeedEstate, seeder

Kind = SentenceDate.Kind
#: Whose, which, how many days from today it is (before: less than none), and how many days ago the letter said so.
DATES = [
    ("person", Kind.HDC_ELIGIBILITY, 20, 180),
    ("person", Kind.LICENCE_START, 74, 180),
    ("person", Kind.LICENCE_EXPIRY, 439, 180),
    ("person", Kind.SENTENCE_EXPIRY, 439, 180),
    ("licence_person", Kind.LICENCE_EXPIRY, 305, 60),
    ("licence_person", Kind.SENTENCE_EXPIRY, 305, 60),
]
#: The day of release as it was told first, and as it stands: both are kept.
RELEASE = [(81, 230), (74, 180)]


@seeder(order=119)
def sentence_dates(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    told = [*DATES, *(("person", Kind.CONDITIONAL_RELEASE, ahead, ago) for ahead, ago in RELEASE)]
    for whose, kind, ahead, ago in told:
        person = getattr(estate.demo, whose)
        worker: UUID | None = person.pom or person.com
        at = estate.days_ago(ago, 10)
        SentenceDate.objects.create(
            id=estate.key(rng, at), person_id=person.id, kind=kind, on=estate.day(-ahead), recorded_at=at,
            source="Letter of the sentence", told_on=estate.day(ago), recorded_by_id=worker,
        )  # fmt: skip
