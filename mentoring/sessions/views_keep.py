"""The mentor's calendar and free hours, and the slots that managers keep."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from mentoring.matching.models import Match
from mentoring.mentors.models import Mentor
from mentoring.sessions import keep_actions
from mentoring.sessions.forms import FreeHoursForm, SlotForm
from mentoring.sessions.models import FreeHour, MentoringSession, VisitSlot
from mentoring.sessions.words import dress
from rehab.appointments.figures import bounds, days_of
from rehab.appointments.views_calendar import asked_day
from rehab.appointments.words import dress as dress_meeting
from rehab.models import Appointment

A_PAGE, MOST = 50, 100


def own_mentor(request: HttpRequest) -> Mentor | None:
    """The reader as a mentor; None for one whom no prison has taken on yet."""
    if not request.user.holds(Permission.MENTOR_OWN):
        raise Http404
    mine = Mentor.objects.within(request.user, Permission.MENTOR_OWN).filter(user=request.user)
    found: Mentor | None = mine.select_related("user", "supervisor").first()
    return found


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The mentor's week: sessions, and meetings that staff booked."""
    mentor = own_mentor(request)
    if mentor is None:
        return render(request, "mentoring/file/nobody.html")
    on = asked_day(request)
    days = days_of("week", on)
    rows = MentoringSession.objects.visible_to(request.user).filter(mentor=request.user).for_page()
    waiting = [dress(one, own=False, is_mentor=True) for one in rows.without_outcome()[:A_PAGE]]
    by_day = _of_week(request, rows, days)
    step = timedelta(days=7)
    shown = [one.person_id for one in waiting] + [one.person_id for day in by_day.values() for one in day]
    record(request.user, "sessions.listed", MentoringSession, subjects=set(shown))
    context = {
        "mentor": mentor,
        "days": [{"day": day, "meetings": by_day[day], "is_today": day == clock.today()} for day in days],
        "before": on - step,
        "after": on + step,
        "first": days[0],
        "last": days[-1],
        "waiting": waiting,
        "has_hours": FreeHour.objects.within(request.user, Permission.MENTOR_OWN).filter(mentor=mentor).exists(),
        "matches": _running(request),
    }
    return render(request, "mentoring/sessions/calendar.html", context)


def _of_week(request: HttpRequest, rows: Any, days: list[date]) -> dict[date, list[Any]]:
    first, last = bounds(days)
    span = {"starts_at__gte": first, "starts_at__lt": last}
    found = [dress(one, own=False, is_mentor=True) for one in rows.filter(**span)[:MOST]]
    live = Match.objects.visible_to(request.user).live().filter(mentor=request.user)
    meetings = Appointment.objects.visible_to(request.user).filter(mentor=request.user, **span)
    meetings = meetings.exclude(status=Appointment.Status.CANCELLED).filter(person__in=live.values("person"))
    found += [dress_meeting(one, own=False) for one in meetings.for_page()[:MOST]]
    by_day: dict[date, list[Any]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.starts_at):
        by_day[one.starts_at.astimezone(clock.LONDON).date()].append(one)
    return by_day


def _running(request: HttpRequest) -> list[Match]:
    rows = Match.objects.visible_to(request.user).filter(mentor=request.user, status=Match.Status.ACTIVE)
    return list(rows.select_related("person").order_by("started_at", "pk")[:A_PAGE])


@require_http_methods(["GET", "POST"])
def free_hours(request: HttpRequest) -> HttpResponse:
    """The mentor: when they can keep sessions, by weekday."""
    mentor = own_mentor(request)
    if mentor is None:
        return render(request, "mentoring/file/nobody.html")
    kept = FreeHour.objects.within(request.user, Permission.MENTOR_OWN).filter(mentor=mentor)
    form = FreeHoursForm(request.POST or None, kept=list(kept))
    if form.is_valid():
        keep_actions.keep_free_hours(mentor, hours=form.hours, by=request.user)
        messages.success(request, _("Saved. You can change it at any time."))
        return redirect("sessions:calendar")
    return render(request, "mentoring/sessions/free_hours.html", {"form": form})


def _refuse_unless_manager(request: HttpRequest) -> None:
    if not request.user.holds(Permission.MATCH_MANAGE):
        raise PermissionDenied


@require_safe
def slots(request: HttpRequest) -> HttpResponse:
    """Managers: the times that their places keep for mentoring."""
    _refuse_unless_manager(request)
    rows = VisitSlot.objects.visible_to(request.user).open().select_related("establishment", "delivery_unit", "wing")
    return render(request, "mentoring/sessions/slots.html", {"paging": paged(rows, request.GET, A_PAGE)})


@require_http_methods(["GET", "POST"])
def slot_add(request: HttpRequest) -> HttpResponse:
    _refuse_unless_manager(request)
    form = SlotForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            keep_actions.add_slot(given.pop("place"), **given, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. People can book it now."))
            return redirect("sessions:slots")
    return render(request, "mentoring/sessions/slot_add.html", {"form": form})


@require_POST
def slot_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    slot = get_object_or_404(VisitSlot.objects.within(request.user, Permission.MATCH_MANAGE), pk=pk)
    keep_actions.close_slot(slot, by=request.user)
    messages.success(request, _("Closed. What was booked in it is off, and both are told."))
    return redirect("sessions:slots")
