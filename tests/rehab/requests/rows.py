"""Rows for the access matrix."""

from datetime import timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from rehab.models import Department, DepartmentMember, RequestNote, RequestReply, RequestType, SupportRequest
from rehab.requests.routing import actions
from tests.factories import sign_in_for, staff


def set_up(place):
    """The types of the estate and the usual departments of a prison."""
    if not RequestType.objects.exists():
        actions.load_types(RequestType, by=SYSTEM)
    actions.set_up(place, by=SYSTEM)


def asked_by(world, person, place, code="visits", **given):
    """A request as the person sent it."""
    kind = RequestType.objects.get(code=code)
    department = Department.objects.get(routes__type=kind, routes__establishment=place)
    return SupportRequest.objects.create(
        person=person,
        type=kind,
        questions=kind.questions,
        made_in=place,
        wing=person.wing,
        department=department,
        urgency=kind.urgency,
        asked_by=person.user or sign_in_for(person),
        due_at=clock.now() + timedelta(days=3),
        **{"answers": {"what": kind.questions[0].get("choices", [["x"]])[0][0]}, **given},
    )


def rows(world, state, person):
    place = world.there if state == "elsewhere" else world.here
    set_up(world.here)
    set_up(world.there)
    asked = asked_by(world, person, place)
    RequestReply.objects.create(about=asked, words="words", written_by=world.manager, written_as="manager")
    RequestNote.objects.create(about=asked, words="words", written_by=world.manager)
    member = DepartmentMember.objects.create(department=asked.department, user=staff("tutor", at=place))
    return {
        "asked": asked,
        "request_type": "money",
        "verdict": "answered",
        "place": place,
        "department": asked.department,
        "member": member,
    }
