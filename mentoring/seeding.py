"""Invented mentors, matches and messages: years of them, in bulk, the same for the same estate."""

import hashlib
from bisect import bisect
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple
from uuid import UUID

from justice_portal import clock
from justice_portal.access import SYSTEM, Role
from justice_portal.seeding import SeedEstate, SeedPerson, SeedStaff, seeder
from mentoring.invented_talk import HELD, TALK
from mentoring.mentors.choices import FreeTime, Help, Interest
from mentoring.models import Hold, Match, Mentor, Message, ReadingAuthority, Rule, RulesVersion, Thread
from mentoring.screening.actions import load_first_rules

#: Of a hundred people, so many have or had a mentor; of their matches, so many still run.
MATCHED, STILL_RUNS = 35, 70
FEWEST_MESSAGES, MOST_MESSAGES = 6, 60
#: Of a thousand messages, so many were held; of those, so many of a hundred were stopped.
HELD_OF_THOUSAND, STOPPED_OF_HUNDRED = 12, 40
#: Of a hundred running threads, so many end with a message that waits for a moderator, and so many with an unread one.
WAITING, UNREAD = 8, 30
AT_ONCE = 5_000

MENTOR = (
    "id",
    "user_id",
    "establishment_id",
    "called",
    "kind",
    "languages",
    "interests",
    "helps_with",
    "vetted_until_on",
    "added_at",
    "free_times",
    "ways",
    "limits",
)
MATCH = (
    "id", "person_id", "mentor_id", "made_in_id", "status", "interests", "help_wanted", "languages", "proposed_at", "proposed_by_id",
    "started_at", "started_by_id", "paused_at", "pause_reason", "ended_at", "ended_by_id", "end_reason",
    "person_says", "mentor_says", "free_times",
)  # fmt: skip
THREAD = ("id", "match_id", "person_id", "opened_at", "kind")
MESSAGE = (
    "id", "thread_id", "author_id", "body", "content_hash", "sent_at", "status", "delivered_at", "read_at", "made_in_id", "rules_version",
    "photo_mark",
)  # fmt: skip
HOLD = (
    "id", "message_id", "made_in_id", "opened_at", "due_at", "rank", "findings", "status", "decided_at", "decided_by_id", "reason",
    "words", "whole",
)  # fmt: skip
AUTHORITY = (
    "id",
    "establishment_id",
    "holder_id",
    "why",
    "starts_on",
    "until_on",
    "review_on",
    "given_at",
    "given_by_id",
)
WHY_READ = "To decide about messages that rules hold. The rules are kept narrow, and every reading is recorded."
DECIDED_WITHIN = timedelta(hours=24)


class Words(NamedTuple):
    """What is written; which rule finds which part of it, if any does, and what a moderator would say."""

    body: str
    rule: str = ""
    part: str = ""
    reason: str = ""  # why it was stopped, if it was
    advice: str = ""
    after: int = 0  # minutes until the decision, when they matter


class Pair(NamedTuple):
    """A match as it is to be written, with what its thread needs."""

    match: UUID
    thread: UUID
    person: SeedPerson
    mentor: SeedStaff
    place: UUID
    began: datetime
    ended: datetime | None
    row: tuple


@seeder(order=140)
def mentoring(estate: SeedEstate, rng: Random) -> None:
    """Mentors shared out over the prisons, matches, and what the two wrote."""
    load_first_rules(Rule, by=SYSTEM)
    estate.load(ReadingAuthority, AUTHORITY, _authorities(estate, rng))
    places = _mentors(estate, rng)
    if not places:
        return
    maker = Maker(estate, rng, places)
    pairs = list(maker.pairs())
    estate.load(Match, MATCH, (pair.row for pair in pairs))
    for start in range(0, len(pairs), AT_ONCE):
        maker.write(pairs[start : start + AT_ONCE])


def _authorities(estate: SeedEstate, rng: Random) -> Iterator[tuple]:
    """What lets each moderator read the messages that wait in their prison."""
    managers = {one.establishment: one.id for one in estate.staff_of(Role.MANAGER) if one.establishment}
    for one in estate.staff_of(Role.MODERATOR):
        if one.establishment:
            yield (
                estate.key(rng, estate.days_ago(30)), one.establishment, one.id, WHY_READ, estate.day(30), estate.day(-60),
                estate.day(-20), estate.days_ago(30), managers.get(one.establishment),
            )  # fmt: skip


def _mentors(estate: SeedEstate, rng: Random) -> dict[UUID, list[SeedStaff]]:
    """Prison -> its mentors. Big prisons have more."""
    prisons = list(estate.shares)
    edges = list(accumulate(max(1, share) for share in estate.shares.values()))
    places: dict[UUID, list[SeedStaff]] = {}
    rows = []
    guides = {one.id for one in estate.demo.staff.values()} if estate.demo else set()
    mentors = [one for one in estate.staff_of(Role.MENTOR) if one.id not in guides] if prisons else []
    for number, one in enumerate(mentors):
        nth = number if number < len(prisons) else bisect(edges, rng.randrange(edges[-1]))
        places.setdefault(prisons[nth], []).append(one)
        until = estate.day(-rng.randint(60, 900)) if rng.random() < 0.97 else estate.day(rng.randint(1, 60))
        rows.append(
            (
                estate.key(rng, estate.days_ago(800)), one.id, prisons[nth], one.name.split()[0],
                "volunteer" if rng.random() < 0.8 else "peer", _languages(rng), _some(rng, Interest, 4), _some(rng, Help, 4),
                until, estate.days_ago(800), [], [], [],
            )
        )  # fmt: skip
    estate.load(Mentor, MENTOR, rows)
    return places


def _some(rng: Random, choices: type[Interest] | type[Help], most: int) -> list[str]:
    return sorted(rng.sample(choices.values, k=rng.randint(1, most)))


def _languages(rng: Random) -> list[str]:
    return ["en"] if rng.random() < 0.8 else ["en", rng.choice(["cy", "pl", "ro", "ur", "pa"])]


class Maker:
    """Makes pairs, and writes what they said."""

    def __init__(self, estate: SeedEstate, rng: Random, places: dict[UUID, list[SeedStaff]]) -> None:
        self.estate, self.rng, self.places, self.now = estate, rng, places, clock.now()
        self.rules = {rule.name: rule for rule in Rule.objects.all()}
        self.version = RulesVersion.objects.values_list("number", flat=True).first() or 0
        self.managers = {one.establishment: one.id for one in estate.staff_of(Role.MANAGER) if one.establishment}
        self.moderators: dict[UUID | None, list[UUID]] = {}
        for one in estate.staff_of(Role.MODERATOR):
            self.moderators.setdefault(one.establishment, []).append(one.id)

    def pairs(self) -> Iterator[Pair]:
        everywhere, demo = sorted(self.places), self.estate.demo
        guided = {demo.person.id, demo.welsh_person.id, demo.licence_person.id} if demo else set()
        for person in self.estate.people:
            if person.user is None or person.id in guided or self.rng.randrange(100) >= MATCHED:
                continue
            place = person.establishment or self.rng.choice(everywhere)
            if place in self.places:
                yield self.pair(person, place, self.rng.choice(self.places[place]))

    def pair(self, person: SeedPerson, place: UUID, mentor: SeedStaff) -> Pair:
        rng, estate = self.rng, self.estate
        since = (
            max(person.first_on, estate.day(720))
            if person.establishment is None
            else max(person.came_on, estate.day(720))
        )
        days = max(1, (estate.today - since).days)
        began = min(estate.moment(estate.day(rng.randint(0, days)), rng), self.now - timedelta(hours=6))
        over = rng.randrange(100) >= STILL_RUNS
        ended = began + (self.now - began) * rng.uniform(0.3, 0.95) if over else None
        paused = (
            began + (self.now - began) * 0.9
            if not over and (person.place == "transfer" or rng.random() < 0.05)
            else None
        )
        key, manager = estate.key(rng, began), self.managers.get(place)
        status = "ended" if over else "paused" if paused else "active"
        row = (
            key, person.id, mentor.id, place, status, _some(rng, Interest, 3), _some(rng, Help, 3), _languages(rng), began, manager,
            began, manager, paused, ("transfer" if person.place == "transfer" else "away") if paused else "",
            ended, manager if over else None, rng.choice(["planned", "planned", "person_asked", "mentor_asked"]) if over else "",
            "yes", "yes", rng.sample(FreeTime.values, k=2),
        )  # fmt: skip
        return Pair(key, estate.key(rng, began), person, mentor, place, began, ended or paused, row)

    def write(self, pairs: list[Pair]) -> None:
        """Make up what these pairs said, and store it."""
        holds: list[tuple] = []
        said = [row for pair in pairs for row in self.conversation(pair, holds)]
        self.store(pairs, said, holds)

    def store(self, pairs: list[Pair], said: list[tuple], holds: list[tuple]) -> None:
        threads = ((pair.thread, pair.match, pair.person.id, pair.began, "mentor") for pair in pairs)
        self.estate.load(Thread, THREAD, threads)
        self.estate.load(Message, MESSAGE, said)
        self.estate.load(Hold, HOLD, holds)

    def conversation(self, pair: Pair, holds: list[tuple]) -> Iterator[tuple]:
        """The messages of one thread, in order; what was held is added to holds."""
        rng = self.rng
        until = pair.ended or self.now
        turns = rng.randint(FEWEST_MESSAGES, MOST_MESSAGES) // 2
        start = rng.randrange(len(TALK))
        moments = self.moments(pair.began, until, turns * 2)
        names = {"p": pair.person.called, "m": pair.mentor.name.split()[0]}
        last_is_new = pair.ended is None and rng.randrange(100) < UNREAD
        for nth in range(turns * 2):
            first, *texts = TALK[0] if nth < 2 else TALK[(start + nth // 2) % len(TALK)]
            said = Words(texts[nth % 2].format(**names)) if rng.randrange(1000) >= HELD_OF_THOUSAND else self.to_hold()
            at = moments[nth]
            is_new = last_is_new and nth == turns * 2 - 1
            yield self.message(pair, (first == "p") == (nth % 2 == 0), at, said, holds, is_new=is_new)
        if pair.ended is None and rng.randrange(100) < WAITING:
            at = max(self.now - timedelta(minutes=rng.randint(5, 3000)), pair.began)
            yield self.message(pair, rng.random() < 0.8, at, self.to_hold(), holds, waits=True)

    def moments(self, began: datetime, until: datetime, count: int) -> list[datetime]:
        """When messages are written: in the day and the evening, a few a week, up to the end."""
        rng, days = self.rng, max(0, min((until - began).days, count * 3))
        found = []
        for _nth in range(count):
            day = until - timedelta(days=rng.uniform(0, days))
            at = self.estate.moment(day.date(), rng, 8, 20)
            found.append(at if began < at < until else began + (until - began) * rng.random())
        return sorted(found)

    def to_hold(self) -> Words:
        """Words that a rule holds."""
        words, rule, part, *advice = self.rng.choice(HELD)
        number = f"{self.rng.randrange(1000):03d}"
        stopped = advice if self.rng.randrange(100) < STOPPED_OF_HUNDRED else ()
        return Words(words.format(n=number), rule, part.format(n=number), *stopped)

    def message(
        self,
        pair: Pair,
        by_person: bool,
        at: datetime,
        said: Words,
        holds: list[tuple],
        *,
        waits: bool = False,
        is_new: bool = False,
    ) -> tuple:
        rng, key = self.rng, self.estate.key(self.rng, at)
        author = pair.person.user if by_person else pair.mentor.id
        decided, status = at, "passed"
        if said.rule:
            after = timedelta(minutes=said.after or rng.randint(3, 900))
            decided = None if waits else min(at + after, self.now)
            status = "held" if waits else "stopped" if said.reason else "passed"
            holds.append(self.hold(pair, key, at, decided, status, said))
        delivered = decided if status == "passed" else None
        read = delivered and delivered + timedelta(minutes=rng.randint(2, 2000))
        whole = f"{pair.thread}\x1f{author}\x1f{said.body}"
        return (
            key, pair.thread, author, said.body, hashlib.sha256(whole.encode()).hexdigest(), at, status, delivered,
            read if read and read < self.now and not is_new else None, pair.place, self.version, "",
        )  # fmt: skip

    def hold(
        self, pair: Pair, message: UUID, at: datetime, decided: datetime | None, status: str, said: Words
    ) -> tuple:
        rng, found = self.rng, self.rules[said.rule]
        start = said.body.index(said.part)
        finding = {
            "rule": str(found.pk), "kind": found.kind, "start": start, "end": start + len(said.part),
            "english": found.reason, "welsh": found.reason_welsh,
        }  # fmt: skip
        moderators = self.moderators.get(pair.place)
        by = rng.choice(moderators) if decided and moderators else None
        state = "waiting" if decided is None else status
        rank = Hold.Rank.URGENT if found.is_urgent else Hold.Rank.USUAL
        return (
            self.estate.key(rng, at), message, pair.place, at, at + DECIDED_WITHIN, int(rank), [finding], state, decided, by,
            said.reason, said.advice, "",
        )  # fmt: skip
