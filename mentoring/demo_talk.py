"""The mentors of the demo, and what two of its people wrote with theirs, for a guide to walk through."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import NamedTuple
from uuid import UUID

from justice_portal.access import Role
from justice_portal.seeding import SeedEstate, SeedPerson, SeedStaff, seeder
from mentoring.models import Match, Mentor, MessagePolicy
from mentoring.monitoring.models import CHANGED, DAY, NIGHT
from mentoring.seeding import MATCH, MENTOR, Maker, Pair, Words

#: In the Welsh prison of the demo messages rest at night.
POLICY = ("id", "establishment_id", *CHANGED, "changed_at")


class Line(NamedTuple):
    """p is the person, m the mentor. rule and part: what held it; reason and advice: why it was stopped, if it was."""

    days_ago: int
    hour: int
    minute: int
    by: str
    body: str
    rule: str = ""
    part: str = ""
    reason: str = ""
    advice: str = ""
    waits: bool = False
    is_new: bool = False


JAY = (
    Line(61, 10, 5, "m", "Hello Jay. I am Grace. I am glad that we can write to each other. What do you like to do?"),
    Line(60, 18, 40, "p", "Hi Grace. I like cooking. I did it for my little brothers. It is good to have someone to write to."),
    Line(58, 9, 15, "m", "Cooking is a gift to other people. What would you make if you had a kitchen today?"),
    Line(57, 19, 2, "p", "Chicken and rice like my nan does it. Do you think I could get a job in a kitchen?"),
    Line(54, 9, 30, "m", "I do. There is a short course on food hygiene here that kitchens ask for. Shall we look at it together?"),
    Line(41, 17, 20, "p", "I did the first part. I got all the questions right!"),
    Line(40, 9, 45, "m", "Well done, Jay! That is something to show an employer."),
    Line(
        24, 18, 11, "p", "When I am out you can ring me on 07700 900417. That is my nan's phone.",
        "Phone numbers", "07700 900417", "contact", "Please leave the number out. Your key worker can plan calls for after you leave.",
    ),
    Line(24, 18, 52, "p", "When I am out I would like to keep in touch. How does that work?"),
    Line(22, 9, 10, "m", "You can. Before you leave, your key worker plans it with both of us. I would like that too."),
    Line(9, 19, 30, "p", "I am a bit nervous about getting out. Everything will be different."),
    Line(8, 9, 20, "m", "Most people feel that. Let us make a list for the first day, then the first week. One thing at a time."),
    Line(
        1, 18, 25, "p", "They say I may go to the hostel at 14 Mill Lane. Do you know what it is like there?",
        "Street addresses", "14 Mill Lane", waits=True,
    ),
    Line(0, 8, 30, "m", "Good morning Jay. Did you start the list for the first day? I wrote one too. We can compare.", is_new=True),
)  # fmt: skip

SIAN = (
    Line(30, 10, 0, "m", "Bore da Siân. Dw i mor falch ein bod ni'n gallu ysgrifennu. Sut aeth yr wythnos?"),
    Line(29, 18, 15, "p", "Helo! Mae'n braf cael siarad Cymraeg. Dw i wedi dechrau'r cwrs ar arian."),
    Line(27, 9, 40, "m", "Da iawn ti. Beth oedd y peth gorau hyd yn hyn?"),
    Line(26, 19, 5, "p", "Dysgu darllen bil. Doedd neb wedi dangos i mi o'r blaen."),
    Line(3, 9, 25, "m", "Beth hoffet ti ei wneud ar y diwrnod cyntaf ar ôl mynd adref?", is_new=True),
)


@seeder(order=141)
def demo(estate: SeedEstate, rng: Random) -> None:
    """Grace, who writes with Jay; Rhodri, who is free; and someone in the other prison who writes in Welsh with Siân."""
    if estate.demo is None:
        return
    guides = [one for one in estate.demo.staff.values() if one.role == Role.MENTOR]
    resting = MessagePolicy(establishment_id=estate.demo.brynmelyn.pk, opens_at=DAY, closes_at=NIGHT)
    estate.load(MessagePolicy, POLICY, [tuple(getattr(resting, name) for name in POLICY)])
    estate.load(Mentor, MENTOR, (_guide(estate, rng, one) for one in guides))
    maker = Maker(estate, rng, {})
    for person, mentor, place, lines in _threads(estate):
        _write(estate, maker, person, mentor, place, lines)


def _guide(estate: SeedEstate, rng: Random, one: SeedStaff) -> tuple:
    since = estate.days_ago(400)
    return (
        estate.key(rng, since), one.id, estate.demo.ashcombe.pk, one.name.split()[0], "volunteer", ["en", "cy"],
        ["cooking", "reading"], ["leaving", "talk", "work"], estate.day(-300), since,
        [], [], [],
    )  # fmt: skip


def _threads(estate: SeedEstate) -> Iterator[tuple[SeedPerson, SeedStaff, UUID, tuple[Line, ...]]]:
    demo = estate.demo
    yield demo.person, demo.staff["mentor"], demo.ashcombe.pk, JAY
    in_wales = Mentor.objects.filter(establishment=demo.brynmelyn.pk).order_by("pk").first()
    if in_wales:
        yield demo.welsh_person, SeedStaff(in_wales.user_id, in_wales.called, Role.MENTOR), demo.brynmelyn.pk, SIAN


def _write(
    estate: SeedEstate, maker: Maker, person: SeedPerson, mentor: SeedStaff, place: UUID, lines: tuple[Line, ...]
) -> None:
    began = estate.days_ago(lines[0].days_ago + 1)
    match, manager = estate.key(maker.rng, began), maker.managers.get(place)
    languages = ["cy", "en"] if person.wants_welsh else ["en"]
    row = (
        match, person.id, mentor.id, place, "active", ["cooking", "music"], ["leaving", "work"], languages, began, manager,
        began, manager, None, "", None, None, "",
        "yes", "yes", ["evening", "weekend"],
    )  # fmt: skip
    pair = Pair(match, estate.key(maker.rng, began), person, mentor, place, began, None, row)
    estate.load(Match, MATCH, [pair.row])
    holds: list[tuple] = []
    said = [_message(maker, pair, line, _moment(estate, maker, line), holds) for line in lines]
    maker.store([pair], said, holds)


def _moment(estate: SeedEstate, maker: Maker, line: Line) -> datetime:
    """Today's lines may not lie ahead, whenever the demo is made."""
    return min(estate.days_ago(line.days_ago, line.hour, line.minute), maker.now)


def _message(maker: Maker, pair: Pair, line: Line, at: datetime, holds: list[tuple]) -> tuple:
    words = Words(line.body, line.rule, line.part, line.reason, line.advice, after=20)
    return maker.message(pair, line.by == "p", at, words, holds, waits=line.waits, is_new=line.is_new)
