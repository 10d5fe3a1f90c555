"""Rows for the access matrix."""

from datetime import datetime, time, timedelta

from justice_portal import clock
from rehab.models import ReleaseDay, ReleaseStep


def rows(world, state, person):
    made_in = world.there if state == "elsewhere" else world.here
    on = clock.today() + timedelta(days=1)
    day = ReleaseDay.objects.create(
        person=person, release_on=on, gate_at=time(8, 45), gate_place="Some words", sleeps_at="Some words",
        medication="Some words", money_pence=500, changed_by=world.pom, made_in=made_in,
    )  # fmt: skip
    ReleaseStep.objects.create(
        release_day=day, kind="travel", mode="bus", from_place="Some words", place="Some words", fare_pence=900,
        starts_at=at(on, 9), ends_at=at(on, 10), added_by=world.pom,
    )  # fmt: skip
    stop = ReleaseStep.objects.create(
        release_day=day, kind="stop", place="Some words", what="Some words", opens=time(9), closes=time(9, 30),
        starts_at=at(on, 9, 30), ends_at=at(on, 11), added_by=world.pom,
    )  # fmt: skip
    return {"release_day": day, "release_step": stop}


def at(on, hour, minute=0):
    return datetime.combine(on, time(hour, minute), clock.LONDON)
