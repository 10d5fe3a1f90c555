"""Invented licences: for people on licence, and for the person whom the guide shows. A few stand under an older policy."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.licence.models import Licence, LicenceCondition, PolicyVersion
from rehab.licence.policies.actions import load_policies
from rehab.licence.policies.importer import PACKAGED, read_files
from rehab.licence.wording import formal_text

#: Licences of an invented estate; every tenth is from before the newest policy.
MOST, OLD_SHARE = 300, 10
OLD, NEWEST = "3.0", "4.0"
CURFEW = {OLD: "0a370862-5426-49c1-b6d4-3d074d78a81a", NEWEST: "52faefcf-15f0-42c5-b908-621b4a7ecdb9"}
KEEP_OUT, NO_CONTACT = "0f9a20f4-35c7-4c77-8af8-f200f153fa11", "4858cd8b-bca6-4f11-b6ee-439e27216d7d"
HOURS = {
    OLD: {"numberOfCurfews": "One curfew", "curfewStart": "19:00", "curfewEnd": "07:00", "reviewPeriod": "Monthly"},
    NEWEST: {"numberOfCurfews": "One curfew", "oneCurfewStart": "19:00", "oneCurfewEnd": "07:00"},
}
#: A made-up corner of no real town.
AREA = {
    "features": [
        {"kind": "water", "name": "", "points": [[-1.62, 53.902], [-1.6, 53.906], [-1.578, 53.904]]},
        {"kind": "road", "name": "Long Road", "points": [[-1.62, 53.91], [-1.605, 53.912], [-1.578, 53.917]]},
        {"kind": "keep_out", "name": "", "points": [
            [-1.608, 53.909], [-1.595, 53.908], [-1.592, 53.916], [-1.604, 53.918], [-1.608, 53.909]]},
        {"kind": "place", "name": "Market", "points": [[-1.6, 53.9125]]},
        {"kind": "place", "name": "Bus station", "points": [[-1.614, 53.906]]},
        {"kind": "home", "name": "My home", "points": [[-1.585, 53.9075]]},
    ]
}  # fmt: skip
LICENCE = ("id", "person_id", "kind", "policy_id", "number", "status", "starts_on", "ends_on", "dates_source", "ask_name",
           "ask_phone", "started_at", "started_by_id", "live_at", "live_by_id", "made_in_id")  # fmt: skip
CONDITION = ("id", "licence_id", "kind", "code", "position", "text", "inputs", "area", "added_at", "added_by_id")


@seeder(order=114)
def licences(estate: SeedEstate, rng: random.Random) -> None:
    contents = read_files(sorted(PACKAGED.glob("policy*.json")))
    load_policies(PolicyVersion, contents=contents[:-1], by=SYSTEM)
    names = {one.id: one.name for one in estate.staff}
    out = [one for one in estate.people if one.place == "community" and one.status == "licence"][:MOST]
    guide = estate.demo.person.id if estate.demo else None
    shown = [one for one in estate.people if one.id == guide]
    old = out[::OLD_SHARE]
    _load(estate, rng, old, PolicyVersion.objects.get(number=OLD), names)
    load_policies(
        PolicyVersion, contents=contents[-1:], by=SYSTEM
    )  # compares the old ones: staff have something to look at
    rest = [one for n, one in enumerate(out) if n % OLD_SHARE and one.id != guide]
    _load(
        estate,
        rng,
        [*shown, *(one for one in rest if one not in shown)],
        PolicyVersion.objects.get(number=NEWEST),
        names,
    )


def _load(
    estate: SeedEstate, rng: random.Random, people: list[SeedPerson], policy: PolicyVersion, names: dict[Any, str]
) -> None:
    made: list[tuple[Any, ...]] = []
    rules: list[tuple[Any, ...]] = []
    for person in people:
        writer = person.com or person.pom or person.key_worker
        if writer is None:
            continue
        starts = person.release_on or estate.day(60)
        at = datetime.combine(estate.day(20), time(11), clock.LONDON)
        key = estate.key(rng, at)
        made.append((key, person.id, Licence.Kind.AP, policy.pk, 1, Licence.Status.LIVE, starts, starts + timedelta(days=365),
                     "Sentence calculation sheet", names.get(writer, "Your officer"), "01632 960100", at, writer, at, writer,
                     person.establishment))  # fmt: skip
        rules += _conditions(estate, rng, key, policy, writer, at)
    estate.load(Licence, LICENCE, made)
    estate.load(LicenceCondition, CONDITION, rules)


def _conditions(
    estate: SeedEstate, rng: random.Random, key: Any, policy: PolicyVersion, writer: Any, at: datetime
) -> list[tuple[Any, ...]]:
    rows = [
        (estate.key(rng, at), key, "standard", one["code"], n, one["text"], {}, None, at, writer)
        for n, one in enumerate(policy.standard("AP"))
    ]
    given = ((CURFEW[policy.number], HOURS[policy.number], None), (KEEP_OUT, {}, AREA), (NO_CONTACT, {}, None))
    for n, (code, inputs, area) in enumerate(given, start=len(rows)):
        entry = policy.entry("AP", code)
        assert entry is not None
        text = formal_text(entry, inputs)
        rows.append((estate.key(rng, at), key, "additional", code, n, text, inputs, area, at, writer))
    return rows
