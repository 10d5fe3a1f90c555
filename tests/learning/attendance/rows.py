"""Rows for the access matrix: a class of the place where the person is, with a register of yesterday's session."""

from datetime import time, timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.keys import uuid7
from learning.attendance.actions_timetable import Slot, make_class
from learning.attendance.models import CancelledSession, ClassPlace, Meeting, OwnWord, RegisterMark, TaughtClass


def meeting(place, day, *more, **given):
    """A class that met on this day, and in the weeks before; `more` are its other days of the week."""
    slots = [Slot(one, time(9, 30), 120) for one in {day.weekday(), *more}]
    made = make_class(place, key=uuid7(), by=SYSTEM, meetings=slots, **{"title": "Maths", "room": "7"} | given)
    since = day - timedelta(days=70)
    TaughtClass.objects.filter(pk=made.pk).update(from_on=since)
    Meeting.objects.filter(taught_class=made).update(from_on=since)
    return TaughtClass.objects.with_days().get(pk=made.pk)


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
    off = CancelledSession.objects.create(taught_class=taught, on=day - timedelta(days=7), why="staff")
    return {"taught": taught, "class_place": seat, "class_day": day.isoformat(), "cancelled": off}
