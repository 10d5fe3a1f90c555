"""Legal threads of the demo: one that runs, one that ran out and waits to be vouched for again, an opening that was refused."""

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.changes.asking import ENDS_AFTER
from justice_portal.changes.models import PendingChange
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from justice_portal.web_keys import web_keys
from mentoring.privileged.actions import load_first_bodies
from mentoring.privileged.models import ListedBody, PrivilegedLetter, PrivilegedThread
from mentoring.privileged.opening.models import NamedGovernor, Opening
from mentoring.privileged.sealing import new_thread_key, open_thread_key, seal_words

THREAD = (
    "id", "person_id", "adviser_id", "body_id", "matter", "reference", "checked", "register_number", "until_on",
    "asked_by_id", "verified_by_id", "verified_at", "made_in_id", "sealed_key", "sealed_under",
)  # fmt: skip
LETTER = ("id", "thread_id", "author_id", "sealed", "sent_at", "read_at")
OPENING = (
    "id", "thread_id", "reason", "cause", "asked_by_id", "asked_at", "status", "decided_by_id", "decided_at", "made_in_id",
)  # fmt: skip


class Line(NamedTuple):
    """p is the person, a the adviser."""

    days_ago: int
    hour: int
    by: str
    words: str


PAROLE = (
    Line(20, 11, "a", "Hello Jay. This is Nadia from the law firm. I will help you with your parole papers. You can ask me anything here."),
    Line(19, 18, "p", "Thank you. What do I have to write? I do not know where to start."),
    Line(18, 10, "a", "Write down what you learned and what your plan is. Use your own words. Send it here, and I will read it with you."),
    Line(12, 19, "p", "I wrote about the cooking course and my nan. Can I say that I was scared?"),
    Line(1, 16, "a", "Yes, you can. The board wants to know you. I come on Tuesday, and we go through it."),
)  # fmt: skip
HOUSING = (
    Line(200, 12, "a", "The council must answer by the end of the month. I will tell you."),
    Line(150, 12, "a", "They answered. You stay on the list."),
)


@seeder(order=150)
def bodies(estate: SeedEstate, rng: Random) -> None:
    load_first_bodies(ListedBody, by=SYSTEM)


@seeder(order=151)
def demo(estate: SeedEstate, rng: Random) -> None:
    """Jay and his solicitor. Nothing where no key was given: nobody could open it."""
    if estate.demo is None or not web_keys():
        return
    guides, jay = estate.demo.staff, estate.demo.person
    _thread(estate, rng, jay, PAROLE, matter="parole", reference="PB/2026/114", since=21, until=-160)
    old = _thread(estate, rng, jay, HOUSING, matter="home", reference="", since=210, until=5)
    _name_governor(estate, rng)
    asked = estate.days_ago(160, 15)
    refused = (
        estate.key(rng, asked), old, "crime", "Somebody said that he has a second phone.", guides["manager"].id, asked,
        "refused", guides["governor"].id, asked + timedelta(hours=3), estate.demo.ashcombe.pk,
    )  # fmt: skip
    estate.load(Opening, OPENING, [refused])
    PendingChange.objects.get_or_create(
        kind="privileged.renew",
        about_id=str(old),
        data={"checked": "register", "until_on": estate.day(-180).isoformat()},
        establishment=estate.demo.ashcombe,
        asked_by_id=guides["pom"].id,
        defaults={"asked_at": estate.days_ago(1, 9), "ends_at": clock.now() + ENDS_AFTER},
    )


def _thread(
    estate: SeedEstate,
    rng: Random,
    person: SeedPerson,
    lines: tuple[Line, ...],
    *,
    matter: str,
    reference: str,
    since: int,
    until: int,
) -> UUID:
    """A thread with its letters, sealed as the pages seal them. since, until: days ago."""
    guides, at = estate.demo.staff, estate.days_ago(since, 10)  # type: ignore[union-attr]
    key, solicitor = estate.key(rng, at), ListedBody.objects.get(name="Solicitor or barrister")
    sealed = new_thread_key(key)
    row = (
        key, person.id, guides["legal"].id, solicitor.pk, matter, reference, "register", "604411", estate.day(until),
        guides["pom"].id, guides["manager"].id, at, person.establishment, sealed.sealed, sealed.by,
    )  # fmt: skip
    estate.load(PrivilegedThread, THREAD, [row])
    opened = open_thread_key(sealed, key)
    rows = []
    for nth, line in enumerate(lines):
        sent = min(estate.days_ago(line.days_ago, line.hour), clock.now())
        letter, author = estate.key(rng, sent), person.user if line.by == "p" else guides["legal"].id
        assert author is not None
        words = seal_words(line.words, opened, thread=key, letter=letter, author=author)
        rows.append(
            (letter, key, author, words, sent, _read(sent, is_newest=nth == len(lines) - 1, days=line.days_ago))
        )
    estate.load(PrivilegedLetter, LETTER, rows)
    return key


def _read(sent: datetime, *, is_newest: bool, days: int) -> datetime | None:
    """The newest one of a running thread waits for its reader."""
    return None if is_newest and days < 30 else sent + timedelta(minutes=1)


def _name_governor(estate: SeedEstate, rng: Random) -> None:
    guides, named = estate.demo.staff, estate.days_ago(300, 10)  # type: ignore[union-attr]
    names = ("id", "establishment_id", "user_id", "asked_by_id", "named_by_id", "named_at")
    who = (guides["governor"].id, guides["manager"].id, guides["estatemanager"].id)
    estate.load(NamedGovernor, names, [(estate.key(rng, named), estate.demo.ashcombe.pk, *who, named)])  # type: ignore[union-attr]
