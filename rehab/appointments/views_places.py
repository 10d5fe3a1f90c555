"""The list of places to meet, for staff; managers and administrators keep it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission
from justice_portal.editing import ChangedMeanwhile, show_both
from justice_portal.errors import DomainError
from justice_portal.home import STAFF, side_of
from justice_portal.paging import paged
from rehab.appointments import place_actions
from rehab.appointments.models import MeetingPlace
from rehab.appointments.place_forms import PlaceForm


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    can_edit = request.user.holds(Permission.MEETING_PLACE_EDIT)
    if side_of(request.user) != STAFF or not (can_edit or request.user.holds(Permission.APPOINTMENT_BOOK)):
        raise Http404
    rows = MeetingPlace.objects.within(request.user, _see(request)).filter(is_for_meetings=True)
    paging = paged(rows.with_hours(), request.GET)
    return render(request, "rehab/appointments/places.html", {"paging": paging, "can_edit": can_edit})


@require_http_methods(["GET", "POST"])
def place_add(request: HttpRequest) -> HttpResponse:
    if not request.user.holds(Permission.MEETING_PLACE_EDIT):
        raise Http404
    form = PlaceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        try:
            place_actions.add_place(MeetingPlace, key=key, facts=form.facts, hours=form.hours, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("appointments:places")
    return render(request, "rehab/appointments/place.html", {"form": form, "place": None, "theirs": []})


@require_http_methods(["GET", "POST"])
def place_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = get_object_or_404(MeetingPlace.objects.within(request.user, _see(request)), pk=pk)
    if not request.user.holds(Permission.MEETING_PLACE_EDIT):
        raise PermissionDenied
    form = PlaceForm(request.POST or None, user=request.user, instance=place)
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            given = {"facts": form.facts, "hours": form.hours, "seen": form.cleaned_data["seen"]}
            place_actions.change_place(place, **given, by=request.user)
        except ChangedMeanwhile:
            held = MeetingPlace.objects.within(request.user, _see(request)).get(pk=pk)
            theirs = show_both(form, place_actions.place_now(held))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("appointments:places")
    return render(request, "rehab/appointments/place.html", {"form": form, "place": place, "theirs": theirs})


def _see(request: HttpRequest) -> Permission:
    """Administrators keep the list without holding anybody's appointments."""
    is_editor = request.user.holds(Permission.MEETING_PLACE_EDIT)
    return Permission.MEETING_PLACE_EDIT if is_editor else Permission.APPOINTMENT_BOOK
