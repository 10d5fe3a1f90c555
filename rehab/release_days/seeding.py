"""An invented release: three days with one clash, for the person whom the guide shows; and a small table of ways."""

import random
from datetime import datetime, time

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.seeding import SeedEstate, seeder
from rehab.release_days.actions import load_travel_times
from rehab.release_days.models import ReleaseDay, ReleaseStep, TravelTime

WAYS = (
    ("Prison gate", "Farham station", "bus", 40, 420), ("Farham station", "Mill Lane", "walk", 12, 0),
    ("Mill Lane", "Low Road", "walk", 15, 0), ("Prison gate", "Low Road", "taxi", 25, 1800),
)  # fmt: skip


@seeder(order=116)
def release(estate: SeedEstate, rng: random.Random) -> None:
    names = ("from_place", "to_place", "mode", "minutes", "fare_pence")
    load_travel_times(TravelTime, rows=[dict(zip(names, way, strict=True)) for way in WAYS], by=SYSTEM)
    guide = next((one for one in estate.people if estate.demo and one.id == estate.demo.person.id), None)
    writer = guide and (guide.pom or guide.com or guide.key_worker)
    if not guide or not writer:
        return
    on, now = guide.release_on or estate.day(-10), estate.days_ago(1)
    if on < estate.today:
        on = estate.day(-10)
    day = estate.key(rng)
    estate.load(
        ReleaseDay,
        ("id", "person_id", "release_on", "gate_at", "gate_place", "sleeps_at", "home_place", "money_pence", "medication",
         "has_medication", "changed_at", "changed_by_id", "made_in_id"),
        [(day, guide.id, on, time(8, 45), "Prison gate", "4 Low Road, Farham", "Low Road", 7600, "Inhaler", True, now, writer,
          guide.establishment)],
    )  # fmt: skip
    legs = (
        ("travel", time(9, 10), time(9, 50), "Prison gate", "Farham station", "bus", 420, None, None, ""),
        ("stop", time(10, 15), time(10, 45), "", "Chemist", "", 0, time(9), time(17, 30), "Get my medicine"),
        ("travel", time(11), time(11, 12), "Farham station", "Mill Lane", "walk", 0, None, None, ""),
        ("stop", time(17), time(17, 30), "", "Jobcentre", "", 0, time(9), time(17), "Sign on"),
    )  # fmt: skip
    estate.load(
        ReleaseStep,
        ("id", "release_day_id", "kind", "starts_at", "ends_at", "from_place", "place", "mode", "fare_pence", "opens", "closes",
         "what", "added_at", "added_by_id"),
        [(estate.key(rng), day, kind, datetime.combine(on, start, clock.LONDON), datetime.combine(on, end, clock.LONDON),
          *rest, now, writer) for kind, start, end, *rest in legs],
    )  # fmt: skip
