"""One care alert of the demo that waits for a second reader, and one that was closed: no clock runs for either."""

import random
from datetime import timedelta

from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.care.models import CareAlert, CareCause

DONE = (
    (
        2,
        "listener",
        "Seen at 18:20 by the night officer. Spoke with a Listener for an hour. Key worker sees them tomorrow.",
    ),
    (30, "acct_opened", "ACCT opened by safer custody. First review the next morning, with family contact agreed."),
)


@seeder(order=150)
def care_alerts(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo, for two people of the guide's prison."""
    if estate.demo is None:
        return
    guide, staff = estate.demo.person, {one.role: one for one in reversed(estate.demo.staff.values())}
    here = [one for one in estate.people if one.establishment == guide.establishment and one.id != guide.id]
    if len(here) < len(DONE) or not {"safer_custody", "manager"} <= staff.keys():
        return
    for person, (days, outcome, words) in zip(rng.sample(here, len(DONE)), DONE, strict=True):
        _alert(estate, rng, person, days, outcome, words, staff["safer_custody"].id, staff["manager"].id)


def _alert(
    estate: SeedEstate,
    rng: random.Random,
    person: SeedPerson,
    days: int,
    outcome: str,
    words: str,
    by: object,
    second: object,
) -> None:
    at = estate.days_ago(days, hour=18)
    closed = {"status": "closed", "closed_by_id": second, "closed_at": at + timedelta(hours=20)} if days > 7 else {}
    alert = CareAlert.objects.create(
        **{"id": estate.key(rng, at), "person_id": person.id, "made_in_id": person.establishment, "status": "answered",
           "raised_at": at, "seen_by_id": by, "seen_at": at + timedelta(minutes=4), "outcome": outcome,
           "outcome_words": words, "outcome_by_id": by, "outcome_at": at + timedelta(hours=2)} | closed
    )  # fmt: skip
    CareCause.objects.create(
        id=estate.key(rng, at), alert=alert, at=at, source="justice_portal.person", source_id=str(person.id)
    )
