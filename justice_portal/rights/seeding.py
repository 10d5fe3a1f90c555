"""The demo: someone looked at the guide's person, who asked to put two things right and has one answer."""

import random
from datetime import datetime, time, timedelta

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.rights.models import Correction
from justice_portal.seeding import SeedEstate, seeder

#: Days ago, hour, role, event: a fortnight in the life of a record.
LOOKS = (
    (1, 9, "key_worker", "person.viewed"),
    (1, 9, "key_worker", "plan.viewed"),
    (1, 14, "pom", "person.alerts_viewed"),
    (2, 10, "tutor", "learning.viewed"),
    (4, 11, "pom", "plan.viewed"),
    (4, 15, "manager", "person.listed"),
    (9, 16, "mentor", "messages.thread_viewed"),
    (12, 8, "com", "reports.downloaded"),
)


@seeder(order=190)
def rights_of_the_guide(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo: the rest of the estate has its own from use."""
    if estate.demo is None:
        return
    person, staff = estate.demo.person, {one.role: one for one in reversed(estate.demo.staff.values())}
    for days, hour, role, event in LOOKS:
        if role in staff:
            at = datetime.combine(estate.day(days), time(hour, 20 + days), clock.LONDON)
            kind = "disclosure" if event.endswith("downloaded") else "consultation"
            AuditEvent.objects.create(
                id=estate.key(rng, at), at=at, event=event, kind=kind, by_id=staff[role].id, by_roles=[role],
                thing_type="Person", thing_id=str(person.id), subjects=[person.id],
            )  # fmt: skip
    _corrections(estate, rng)


def _corrections(estate: SeedEstate, rng: random.Random) -> None:
    assert estate.demo is not None
    person, pom = estate.demo.person, next((one for one in estate.demo.staff.values() if one.role == "pom"), None)
    if person.user is None or pom is None:
        return
    for days, part, wrong, right, answer in (
        (
            21,
            "name",
            "My middle name is not there.",
            "Please add it.",
            "We checked your birth certificate. It is added now.",
        ),
        (3, "learning", "I did the maths course in my last prison too.", "Please show it.", ""),
    ):
        at = datetime.combine(estate.day(days), time(10, 5), clock.LONDON)
        given = {"status": "changed", "answer": answer, "answered_by_id": pom.id, "answered_as": "pom",
                 "answered_at": at + timedelta(days=2)} if answer else {}  # fmt: skip
        Correction.objects.create(
            id=estate.key(rng, at), person_id=person.id, part=part, wrong=wrong, right=right, asked_at=at,
            asked_by_id=person.user, due_on=estate.day(days - 30), made_in_id=person.establishment, **given,
        )  # fmt: skip
