from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from justice_portal import clock
from justice_portal.people.models import Person
from justice_portal.phones.models import OwnPhone
from rehab.appointments import actions
from rehab.appointments.details import Details
from rehab.models import Appointment, MeetingPlace
from tests.factories import sign_in_for


def at(days, hour=11):
    day = clock.today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.LONDON)


def details(world, days=2, hour=11, minutes=30, **changed):
    starts = at(days, hour)
    given = {"kind": "office", "about": "supervision", "staff": world.com, "place": place()}
    ends = starts + timedelta(minutes=minutes)
    return Details(**{**given, "starts_at": starts, "ends_at": ends, **changed})


def place(**fields):
    made, _new = MeetingPlace.objects.get_or_create(
        name="Mill Lane office", postcode="ZZ1 2ZZ", defaults={"address": "2 Mill Lane", **fields}
    )
    return made


@pytest.fixture
def out(world):
    """Somebody on probation who joined on their own phone."""
    person = Person.objects.get(pk=world.people["released"].pk)
    sign_in_for(person)
    OwnPhone.objects.create(person=person, number="+447700900123")
    return person


@pytest.fixture
def book(world, out):
    def make(person=out, by=world.com, **changed):
        return actions.book_appointment(person, key=uuid4(), details=details(world, **changed), by=by)

    return make


@pytest.fixture
def over(book):
    """An appointment that is over since an hour, and nobody said what came of it."""

    def make(**changed):
        meeting = book(**changed)
        now = clock.now()
        moved = {"starts_at": now - timedelta(hours=2), "ends_at": now - timedelta(hours=1)}
        Appointment.objects.filter(pk=meeting.pk).update(**moved)
        return Appointment.objects.get(pk=meeting.pk)

    return make
