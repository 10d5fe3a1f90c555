"""A mentor with free hours, and a wing or office that keeps times, in a few words."""

from datetime import time, timedelta
from uuid import uuid4

from justice_portal import clock
from justice_portal.access import SYSTEM
from mentoring.models import FreeHour, Match, MentoringSession, VisitSlot
from mentoring.sessions.actions import book_session
from mentoring.sessions.openings import openings

TWO, QUARTER_TO_THREE = time(14), time(14, 45)


def free_all_week(mentor, starts=time(9), ends=time(17)):
    return FreeHour.objects.bulk_create(
        FreeHour(mentor=mentor, weekday=day, starts=starts, ends=ends) for day in range(7)
    )


def slot_of(place, *, weekday, starts=TWO, ends=QUARTER_TO_THREE, kind="meet", where="Room 2", **more):
    column = "establishment" if hasattr(place, "is_contracted") else "delivery_unit"
    given = {"weekday": weekday, "starts": starts, "ends": ends, "kind": kind, "where": where, **more}
    return VisitSlot.objects.create(**{column: place}, **given)


def times_all_week(place, **more):
    return [slot_of(place, weekday=day, **more) for day in range(7)]


def bookable(match, place):
    """Both keep every afternoon."""
    free_all_week(match.mentor.mentor)
    times_all_week(place)
    return match


def first_time(match):
    match = Match.objects.select_related("person", "mentor__mentor").get(pk=match.pk)
    return openings(match, match.mentor.mentor)[0].code


def booked(match, by=SYSTEM, key=None, code=None):
    return book_session(match, key=key or uuid4(), code=code or first_time(match), by=by)


def over(one, **more):
    """As if it had been an hour ago."""
    ends = clock.now() - timedelta(hours=1)
    MentoringSession.objects.filter(pk=one.pk).update(starts_at=ends - timedelta(minutes=45), ends_at=ends, **more)
    one.refresh_from_db()
    return one
