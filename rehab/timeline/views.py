"""Everything that happened, newest first: each room tells its part, to those who may read it."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.people import timeline
from justice_portal.people.models import Person
from rehab.care.pages import draw, myself

MOST = 30


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _page(request, myself(request, Permission.PLAN_VIEW))


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, get_object_or_404(Person.objects.within(request.user, Permission.PLAN_VIEW), pk=pk))


def _page(request: HttpRequest, person: Person) -> HttpResponse:
    before = _before(request)
    events, has_more = timeline.gather(request.user, person, before, MOST)
    older = f"?{urlencode({'before': events[-1].at.isoformat()})}" if has_more else ""
    record(request.user, "timeline.viewed", person)
    is_first = "before" not in request.GET
    return draw(
        request, "timeline/timeline", person, tab="timeline:for-person", events=events, older=older, is_first=is_first
    )


def _before(request: HttpRequest) -> datetime:
    """The moment in the address from which the page goes back; now where there is none."""
    given = request.GET.get("before")
    if not given:
        return clock.now()
    try:
        moment = parse_datetime(given)
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(clock.LONDON)  # no moment of ours where the calendar ends: OverflowError
    except (ValueError, OverflowError):
        pass
    raise Http404
