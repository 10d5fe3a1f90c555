"""Invented complaints of the demo's person: one that waits, one that was written for them, one that was answered."""

import random
from datetime import datetime, timedelta

from justice_portal import working_days
from justice_portal.seeding import SeedEstate, seeder
from rehab.complaints.models import Complaint, ComplaintPeriod, ComplaintReader

NAMES = (
    "id", "person_id", "kind", "about", "words", "wanted", "made_in_id", "status", "sent_at", "due_at", "outcome",
    "answer", "answered_at", "answered_by_id", "how", "written_by_id", "kept_from",
)  # fmt: skip


@seeder(order=131)
def complaints(estate: SeedEstate, rng: random.Random) -> None:
    demo = estate.demo
    if demo is None:
        return
    manager, place = demo.staff["manager"], demo.ashcombe
    fresh, told, old = estate.days_ago(1, 9), estate.days_ago(3, 15), estate.days_ago(20, 10)
    person = demo.person.id
    ComplaintReader.objects.create(id=estate.key(rng, old), establishment=place, user_id=manager.id, given_at=old)
    estate.load(
        Complaint,
        NAMES,
        [
            (estate.key(rng, fresh), person, "confidential", "staff", "On Sunday an officer shouted at me at my door.",
             "I want to be spoken to with respect.", place.pk, "sent", fresh, _due(fresh), "", "", None, None, "self", None, []),
            (estate.key(rng, told), person, "ordinary", "things", "My trainers did not come with me when I moved here.",
             "Find them, or pay for them.", place.pk, "sent", told, _due(told), "", "", None, None, "said",
             demo.staff["keyworker"].id, []),
            (estate.key(rng, old), person, "ordinary", "cell", "The heater in my cell was off for a week.", "Mend it.",
             place.pk, "answered", old, _due(old), "upheld",
             "You are right. It took too long. It works now, and you may ask for a blanket.", old + timedelta(days=4),
             manager.id, "self", None, []),
        ],
    )  # fmt: skip


def _due(sent: datetime) -> datetime:
    return working_days.at_close(working_days.after(working_days.counts_from(sent), ComplaintPeriod.USUAL))
