"""Invented questions of "May I?" for the two people whom the guide shows: some that wait, one with its answer."""

import random
from datetime import timedelta
from typing import Any

from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.licence_permissions.models import LicencePermission

#: Fields of a row that says how it came.
WITH_HOW = 18


@seeder(order=115)
def permissions(estate: SeedEstate, rng: random.Random) -> None:
    if estate.demo is None:
        return
    by_id = {one.id: one for one in estate.people}
    inside, outside = (by_id.get(one.id) for one in (estate.demo.person, estate.demo.licence_person))
    if not inside or not outside or not inside.release_on:
        return
    rows = [*_before_release(estate, rng, inside), *_on_licence(estate, rng, outside)]
    rows = [one if len(one) == WITH_HOW else (*one, "portal", None) for one in rows]
    names = ("id", "person_id", "kind", "what", "place", "starts_on", "ends_on", "status", "asked_at", "answer", "limits",
             "from_on", "to_on", "answered_at", "answered_by_id", "made_in_id", "how", "written_by_id")  # fmt: skip
    estate.load(LicencePermission, names, rows)


def _before_release(estate: SeedEstate, rng: random.Random, person: SeedPerson) -> list[tuple[Any, ...]]:
    """Who is still inside asks for the time after the gate."""
    officer, out, at = person.com or person.pom, person.release_on, estate.days_ago(2, 10)
    if not officer or not out:
        return []
    job, night = out + timedelta(days=4), out + timedelta(days=16)
    return [
        (estate.key(rng, at), person.id, "night", "It is my son's birthday.", "At my mum's, 4 Low Road, Farham", night,
         night + timedelta(days=1), "asked", at, "", "", None, None, None, None, person.establishment),
        (estate.key(rng, at), person.id, "job", "Kitchen work, five days a week.", "The Mill Cafe, Farham", job, job, "agreed",
         at, "This is a good step.", "Be home by 7pm.", job, job + timedelta(days=180), estate.days_ago(1, 15), officer,
         person.establishment),
    ]  # fmt: skip


def _on_licence(estate: SeedEstate, rng: random.Random, person: SeedPerson) -> list[tuple[Any, ...]]:
    """Days that are near, and one that staff typed: Today shows them to the officer."""
    officer, at = person.com, estate.days_ago(2, 11)
    if not officer:
        return []
    night, day = estate.day(-3), estate.day(-5)
    return [
        (estate.key(rng, at), person.id, "night", "My mum is ill. I want to be there.", "9 Church Lane, Ross", night,
         night + timedelta(days=1), "asked", at, "", "", None, None, None, None, None),
        (estate.key(rng, at), person.id, "travel", "To see my nan in hospital.", "Leeds General", day, day, "asked", at,
         "", "", None, None, None, None, None, "phone", officer),
    ]  # fmt: skip
