"""The handover of the demo's guide: some checks done, two promises, a question that waits for an answer."""

import random

from justice_portal.seeding import SeedEstate, seeder
from rehab.handover.models import Handover, HandoverLine

Line = HandoverLine


@seeder(order=155)
def handovers(estate: SeedEstate, rng: random.Random) -> None:
    """Only with --demo."""
    if estate.demo is None:
        return
    guide = estate.demo.person
    if guide.pom is None or guide.com is None:
        return
    begun = estate.days_ago(20)
    handover = Handover.objects.create(
        id=estate.key(rng, begun),
        person_id=guide.id,
        due_on=estate.day(-21),
        meet_on=estate.day(-9),
        made_in_id=guide.establishment,
        opened_at=begun,
        opened_by_id=guide.pom,
    )
    for nth, topic in enumerate(Line.Topic):
        done = {"status": Line.Status.DONE, "settled_by_id": guide.pom, "settled_at": estate.days_ago(6)}
        Line.objects.create(
            id=estate.key(rng, begun),
            handover=handover,
            kind=Line.Kind.CHECK,
            topic=topic,
            turn=Line.Turn.COM if topic in {Line.Topic.HOME, Line.Topic.FIRST_DAY} else Line.Turn.POM,
            added_at=begun,
            added_by_id=guide.pom,
            **(done if nth in {1, 3, 6} else {}),
        )
    said = estate.days_ago(4)
    for words, turn, days in (
        ("Find a bed for the first night", "com", -12),
        ("Ask for a new bank card", "person", -5),
    ):
        Line.objects.create(
            id=estate.key(rng, said), handover=handover, kind=Line.Kind.PROMISE, words=words, turn=turn,
            due_on=estate.day(days), added_at=said, added_by_id=guide.pom,
        )  # fmt: skip
    Line.objects.create(
        id=estate.key(rng, said), handover=handover, kind=Line.Kind.QUESTION, turn="com", added_at=said,
        words="Who meets me at the gate?", added_by_id=guide.user,
    )  # fmt: skip
