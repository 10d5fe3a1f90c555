"""Rows for the access matrix."""

from datetime import timedelta

from justice_portal import clock
from rehab.models import Complaint, ComplaintReader
from tests.factories import sign_in_for, staff


def complaint_of(person, place, **given):
    """A complaint as the person sent it."""
    if not person.user:
        sign_in_for(person)
    given = {"kind": "ordinary", "about": "cell", "words": "The heater is off.", **given}
    return Complaint.objects.create(person=person, made_in=place, due_at=clock.now() + timedelta(days=7), **given)


def answered(person, place, by, **given):
    done = {"status": "answered", "outcome": "partly", "answer": "It works now.", "answered_at": clock.now()}
    return complaint_of(person, place, answered_by=by, **{**done, **given})


def rows(world, state, person):
    place = world.there if state == "elsewhere" else world.here
    reader = ComplaintReader.objects.create(establishment=place, user=staff("manager", at=place))
    return {"complaint": complaint_of(person, place), "complaint_reader": reader}
