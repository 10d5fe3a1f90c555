"""Meetings of a mentor: who can be met, and the list of what is to come."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.people.models import Person
from mentoring.matching.models import Match
from rehab.models import Appointment


def mentors_of(user: Any, person: Person) -> QuerySet[Any]:
    """The mentors of the active matches of a person that user may see."""
    return Match.objects.visible_to(user).filter(person=person, status=Match.Status.ACTIVE).values("mentor")


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What is to come with the people of one's live matches: when, how and where, with the name that they want to be called by."""
    if not request.user.holds(Permission.MESSAGE_SEND) or not request.user.needs_second_factor:
        raise Http404
    live = Match.objects.visible_to(request.user).live().filter(mentor=request.user)
    rows = Appointment.objects.visible_to(request.user).to_come().filter(mentor=request.user)
    found = list(rows.filter(person__in=live.values("person")).select_related("person", "place")[:50])
    record(request.user, "appointment.listed", Appointment, subjects={one.person_id for one in found})
    return render(request, "mentoring/matching/meetings.html", {"meetings": found})
