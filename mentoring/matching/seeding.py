"""What the invented people want of a mentor, what the mentors offer, and proposals that wait for an answer."""

from datetime import datetime, timedelta
from random import Random

from justice_portal.models import DeliveryUnit
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from mentoring.matching.choosing.models import Wish
from mentoring.matching.models import Match
from mentoring.matching.running.models import WEEKS, MatchGoal, MatchReview
from mentoring.mentors.choices import FreeTime, Goal, Help, Interest, Limit, Way, language_named
from mentoring.mentors.models import Mentor

WISH = (
    "id", "person_id", "help_wanted", "interests", "languages", "free_times", "ways", "limits", "area_id", "asked_at",
    "changed_at", "made_in_id",
)  # fmt: skip
PROPOSAL = (
    "id", "person_id", "mentor_id", "made_in_id", "status", "help_wanted", "interests", "languages", "free_times",
    "proposed_at", "proposed_by_id", "person_says", "person_said_at", "mentor_says",
)  # fmt: skip
REVIEW = (
    "id", "match_id", "kind", "due_on", "told_at", "person_words", "person_said_at", "mentor_words", "mentor_said_at",
    "outcome", "summary", "held_at", "held_by_id",
)  # fmt: skip
GOAL = ("id", "match_id", "goal", "status", "asked_at", "asked_by_id", "moved_at", "moved_by_id")
SAID_BY_PERSON = (
    "It is good to have someone to write to.",
    "I like it. I would like to meet more.",
    "Some weeks there is no answer for days.",
)
SAID_BY_MENTOR = (
    "We write each week. He thinks about work now.",
    "It took time. Now there is trust.",
    "I would like to know how to help with forms.",
)
SUMMARY = "You both want to go on. We look at it again together."
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
    matched = dict(Match.objects.live().values_list("person", "pk"))
    guided = {estate.demo.person.id, estate.demo.licence_person.id} if estate.demo else set()
    rows = []
    for person in estate.people:
        if person.user is None or person.place == "ended":
            continue
        waits = person.id not in matched and (person.id in guided or rng.randrange(100) < WAIT)
        if waits or (person.id in guided and person.id in matched):
            row = _wish(estate, rng, person, units, waits=waits)
            rows.append(row if waits else _as_told(row, Match.objects.get(pk=matched[person.id])))
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


def _as_told(row: tuple, match: Match) -> tuple:
    """Who has a mentor wants what that mentor reads."""
    told = {"help_wanted": match.help_wanted, "interests": match.interests, "languages": match.languages}
    given = {**dict(zip(WISH, row, strict=True)), **told, "free_times": match.free_times}
    return tuple(given[name] for name in WISH)


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


@seeder(order=144)
def running(estate: SeedEstate, rng: Random) -> None:
    """Reviews and goals of matches that run: those of the past were held, those of now wait for words."""
    reviews, goals = [], []
    demo = estate.demo.person.id if estate.demo else None
    live = Match.objects.filter(status__in=["active", "paused"]).select_related("person").order_by("pk")
    for match in live:
        for kind, weeks in WEEKS.items():
            reviews.append(_review(estate, rng, match, kind, match.started_at + timedelta(weeks=weeks)))
        picked = ["first_week", "job", "cv"] if match.person_id == demo else _some(rng, Goal, 3)
        states = ["agreed", "done", "asked"] if match.person_id == demo else rng.choices(["agreed", "done"], k=3)
        for goal, status in zip(picked, states, strict=False):
            at = match.started_at
            moved = (None, None) if status == "asked" else (at, match.person.user_id)
            goals.append((estate.key(rng, at), match.pk, goal, status, at, match.mentor_id, *moved))
    estate.load(MatchReview, REVIEW, reviews)
    estate.load(MatchGoal, GOAL, goals)


def _review(estate: SeedEstate, rng: Random, match: Match, kind: str, due: datetime) -> tuple:
    days = (estate.today - due.date()).days
    said, is_held = days >= 0, days > 10
    by = match.started_by_id
    mentor_words = rng.choice(SAID_BY_MENTOR) if said and rng.random() < 0.7 else ""
    return (
        estate.key(rng, due), match.pk, kind, due.date(), due - timedelta(days=7) if days >= -7 else None,
        rng.choice(SAID_BY_PERSON) if said else "", due - timedelta(days=2) if said else None,
        mentor_words, due - timedelta(days=1) if mentor_words else None,
        "goes_on" if is_held and by else "", SUMMARY if is_held and by else "", due if is_held and by else None,
        by if is_held else None,
    )  # fmt: skip
