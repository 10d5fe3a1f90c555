"""Rows for the access matrix: a class of the place where the person is, with a register of yesterday's session."""

from datetime import time, timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.keys import uuid7
from learning.attendance.actions import make_class
from learning.attendance.models import ClassPlace, OwnWord, RegisterMark


def meeting(place, day, **more):
    """A class that met on this day, and in the weeks before."""
    given = {"title": "Maths", "room": "7", "weekday": day.weekday(), "starts": time(9, 30), "minutes": 120} | more
    made = make_class(place, key=uuid7(), by=SYSTEM, **given)
    type(made).objects.filter(pk=made.pk).update(from_on=day - timedelta(days=70))
    made.refresh_from_db()
    return made


def join(taught, person, day):
    return ClassPlace.objects.create(
        taught_class=taught, person=person, joined_on=day - timedelta(days=70), made_in=taught.establishment
    )


def rows(world, state, person):
    day = clock.today() - timedelta(days=1)
    left = state in {"in_transfer", "released"}
    place = world.here if left else person.establishment or world.here
    taught = meeting(place, day)
    seat = join(taught, person, day)
    RegisterMark.objects.create(id=uuid7(), taught_class=taught, person=person, on=day, outcome="missed", made_in=place)
    OwnWord.objects.create(id=uuid7(), taught_class=taught, person=person, on=day, text="I can do it.", made_in=place)
    return {"taught": taught, "class_place": seat, "class_day": day.isoformat()}
