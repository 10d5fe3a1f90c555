"""Invented questions of "May I?" for the person whom the guide shows: one that waits, one with its answer."""

import random
from datetime import timedelta

from justice_portal.seeding import SeedEstate, seeder
from rehab.licence_permissions.models import LicencePermission

#: Fields of a row that says how it came.
WITH_HOW = 18


@seeder(order=115)
def permissions(estate: SeedEstate, rng: random.Random) -> None:
    if estate.demo is None:
        return
    guide = next((one for one in estate.people if one.id == estate.demo.person.id), None)
    officer = guide and (guide.com or guide.pom)
    if not guide or not officer:
        return
    soon = estate.day(-3)
    at = estate.days_ago(2, 10)
    rows = [
        (estate.key(rng, at), guide.id, "night", "It is my son's birthday.", "At my mum's, 4 Low Road, Farham", soon,
         soon + timedelta(days=1), "asked", at, "", "", None, None, None, None, guide.establishment),
        (estate.key(rng, at), guide.id, "job", "Kitchen work, five days a week.", "The Mill Cafe, Farham", estate.day(-14),
         estate.day(-14), "agreed", at, "This is a good step.", "Be home by 7pm.", estate.day(-14), estate.day(-200),
         estate.days_ago(1, 15), officer, guide.establishment),
        (estate.key(rng, at), guide.id, "travel", "To see my nan in hospital.", "Leeds General", estate.day(-5),
         estate.day(-5), "asked", at, "", "", None, None, None, None, guide.establishment, "phone", officer),
    ]  # fmt: skip
    rows = [one if len(one) == WITH_HOW else (*one, "portal", None) for one in rows]
    names = ("id", "person_id", "kind", "what", "place", "starts_on", "ends_on", "status", "asked_at", "answer", "limits",
             "from_on", "to_on", "answered_at", "answered_by_id", "made_in_id", "how", "written_by_id")  # fmt: skip
    estate.load(LicencePermission, names, rows)
