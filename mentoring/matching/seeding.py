"""What the invented people want of a mentor, what the mentors offer, and proposals that wait for an answer."""

from datetime import timedelta
from random import Random

from justice_portal.models import DeliveryUnit
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from mentoring.matching.choosing.models import Wish
from mentoring.matching.models import Match
from mentoring.mentors.choices import FreeTime, Help, Interest, Limit, Way, language_named
from mentoring.mentors.models import Mentor

WISH = (
    "id", "person_id", "help_wanted", "interests", "languages", "free_times", "ways", "limits", "area_id", "asked_at",
    "changed_at", "made_in_id",
)  # fmt: skip
PROPOSAL = (
    "id", "person_id", "mentor_id", "made_in_id", "status", "help_wanted", "interests", "languages", "free_times",
    "proposed_at", "proposed_by_id", "person_says", "person_said_at", "mentor_says",
)  # fmt: skip
#: Of a hundred people without a mentor, so many wait for one.
WAIT = 12
#: The second mentor of the demo is asked for by somebody who waits longest in his prison.
ASKED = "mentor2"


@seeder(order=143)
def wishes(estate: SeedEstate, rng: Random) -> None:
    """Mentors say what they offer; some people without a mentor wait; those who have one said what they want."""
    units = [*DeliveryUnit.objects.open().order_by("region__name", "name").values_list("pk", flat=True)] or [None]
    mentors = list(Mentor.objects.order_by("pk"))
    for one in mentors:
        one.free_times, one.ways = _some(rng, FreeTime, 3), ["write", *_some(rng, Way, 2)]
        one.area_id, one.most_people = rng.choice(units), rng.randint(3, 5)
        one.ways = sorted(set(one.ways))
    Mentor.objects.bulk_update(mentors, ["free_times", "ways", "area", "most_people"], batch_size=2000)
    matched = set(Match.objects.live().values_list("person", flat=True))
    guided = {estate.demo.person.id, estate.demo.licence_person.id} if estate.demo else set()
    rows = []
    for person in estate.people:
        if person.user is None or person.place == "ended":
            continue
        waits = person.id not in matched and (person.id in guided or rng.randrange(100) < WAIT)
        if waits or person.id in guided:
            rows.append(_wish(estate, rng, person, units, waits=waits))
    estate.load(Wish, WISH, rows)
    _ask_the_second_mentor(estate, rng, rows)


def _wish(estate: SeedEstate, rng: Random, person: SeedPerson, units: list, *, waits: bool) -> tuple:
    at = estate.days_ago(rng.randint(2, 90), rng.randint(9, 18))
    speaks = sorted({"en", language_named(person.language)})
    area = person.delivery_unit or rng.choice(units)
    return (
        estate.key(rng, at), person.id, _some(rng, Help, 3), _some(rng, Interest, 3), speaks, _some(rng, FreeTime, 2),
        sorted({"write", *_some(rng, Way, 2)}), _some(rng, Limit, 1) if rng.random() < 0.2 else [], area,
        at if waits else None, at, person.establishment,
    )  # fmt: skip


def _ask_the_second_mentor(estate: SeedEstate, rng: Random, wished: list[tuple]) -> None:
    """One person of his prison said yes to him; one has still to answer."""
    mentor = Mentor.objects.filter(user=estate.demo.staff[ASKED].id).first() if estate.demo else None
    if mentor is None:
        return
    there = WISH.index("made_in_id"), WISH.index("asked_at")
    waiting = [row for row in wished if row[there[0]] == mentor.establishment_id and row[there[1]]]
    guide = estate.demo.staff.get("manager")
    longest = sorted(waiting, key=lambda row: row[there[1]])[:2]
    rows = []
    for says, row in zip(("yes", "waits"), longest, strict=False):
        given, at = dict(zip(WISH, row, strict=True)), estate.days_ago(1, 10)
        rows.append(
            (
                estate.key(rng, at), given["person_id"], mentor.user_id, mentor.establishment_id, "proposed",
                given["help_wanted"], given["interests"], given["languages"], given["free_times"], at,
                guide.id if guide else None, says, at + timedelta(hours=3) if says == "yes" else None, "waits",
            )
        )  # fmt: skip
    estate.load(Match, PROPOSAL, rows)


def _some(rng: Random, choices: type, most: int) -> list[str]:
    return sorted(rng.sample(choices.values, k=rng.randint(1, most)))  # type: ignore[attr-defined]
