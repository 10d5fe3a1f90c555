"""Asking to move an appointment or call it off, the answer; and appointments that another worker must keep."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people import tabs
from rehab.appointments.models import Appointment
from rehab.appointments.moving import actions
from rehab.appointments.moving.forms import AnswerForm, AskForm, GiveForm, GiveOneForm
from rehab.appointments.moving.giving import in_trouble
from rehab.appointments.moving.models import MoveAsked
from rehab.appointments.views import TAB, found
from rehab.appointments.views_calendar import of_staff_only
from rehab.appointments.words import dress

FORM = ["GET", "POST"]
#: So many stand in one form: what is done with them makes room for the next.
MOST = 50


@require_http_methods(FORM)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person's own page."""
    meeting = found(request, pk)
    if meeting.person.user_id != request.user.pk:
        raise PermissionDenied
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_move(meeting, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. It stays as it is until you hear from us."))
            return redirect(meeting)
    elif request.method == "GET" and not meeting.can_ask_to_move:
        return redirect(meeting)
    context = {"meeting": dress(meeting, own=True), "form": form}
    return render(request, "rehab/appointments/moving/ask.html", context)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(_asked(request), pk=pk)
    return redirect(actions.withdraw_move(asked, by=request.user))


@require_http_methods(FORM)
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff answer what the person asked."""
    asked = get_object_or_404(_asked(request), pk=pk)
    meeting = asked.appointment
    if not may(request.user, Permission.APPOINTMENT_BOOK, asked):
        raise PermissionDenied
    length = str(int((meeting.ends_at - meeting.starts_at) / timedelta(minutes=1)))
    form = AnswerForm(request.POST or None, initial={"minutes": length})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data.get(name) for name in ("outcome", "answer", "starts_at", "ends_at")}
        try:
            actions.answer_move(asked, **given, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(meeting)
        asked.refresh_from_db()
        meeting = asked.appointment
    record(request.user, "appointment.viewed", meeting)
    return _page(request, "answer", meeting, form=form, asked=asked)


def _asked(request: HttpRequest) -> Any:
    linked = ("place", "staff", "also_with", "mentor", "made_in", "booked_by", "person__user", "person__establishment")
    rows = MoveAsked.objects.visible_to(request.user)
    return rows.select_related("answered_by", *(f"appointment__{name}" for name in linked))


@require_safe
def asked_list(request: HttpRequest) -> HttpResponse:
    """What people asked and nobody answered: the appointment that comes first is first."""
    of_staff_only(request)
    rows = MoveAsked.objects.within(request.user, Permission.APPOINTMENT_BOOK).open()
    paging = paged(rows.select_related("appointment__person", "appointment__staff", "appointment__mentor"), request.GET)
    shown = {one.appointment.person_id for one in paging.rows}
    record(request.user, "appointment.listed", Appointment, subjects=shown)
    for one in paging.rows:
        dress(one.appointment, own=False)
    return render(request, "rehab/appointments/moving/asked.html", {"paging": paging, "now": clock.now()})


@require_http_methods(FORM)
def to_give(request: HttpRequest) -> HttpResponse:
    """Appointments that clash or whose worker is away, and one form to give them to another worker."""
    of_staff_only(request)
    troubles = in_trouble(Appointment.objects.within(request.user, Permission.APPOINTMENT_BOOK), MOST + 1)
    form = GiveForm(request.POST or None, user=request.user, troubles=troubles[:MOST])
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.give_several(Appointment, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            text = ngettext(
                "%(n)s appointment was given to %(name)s.", "%(n)s appointments were given to %(name)s.", count
            )
            messages.success(request, text % {"n": count, "name": form.cleaned_data["worker"].name})
            return redirect("appointments:to-give")
    shown = {one.meeting.person_id for one in troubles[:MOST]}
    record(request.user, "appointment.listed", Appointment, subjects=shown)
    context = {"form": form, "count": len(shown), "is_cut": len(troubles) > MOST}
    return render(request, "rehab/appointments/moving/to_give.html", context)


@require_http_methods(FORM)
def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another worker meets this person, at the same time and place."""
    meeting = found(request, pk)
    if not may(request.user, Permission.APPOINTMENT_BOOK, meeting):
        raise PermissionDenied
    form = GiveOneForm(
        request.POST or None, user=request.user, meeting=meeting, initial={"instead_of": meeting.staff_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_to_another(meeting, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(meeting)
    return _page(request, "give", meeting, form=form)


def _page(request: HttpRequest, template: str, meeting: Appointment, **context: Any) -> HttpResponse:
    head = tabs.head(request.user, meeting.person, TAB)
    context |= {"person": meeting.person, "meeting": dress(meeting, own=False), **head}
    return render(request, f"rehab/appointments/moving/{template}.html", context)
