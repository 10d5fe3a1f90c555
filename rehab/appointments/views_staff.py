"""What staff do with appointments: book, change, call off, and record what came of them."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.editing import ChangedMeanwhile, show_both
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from rehab.appointments import actions
from rehab.appointments.forms import AskForm, BookForm, CancelForm, DecideForm, as_typed
from rehab.appointments.models import Appointment
from rehab.appointments.views import TAB, found
from rehab.appointments.words import dress

FORM = ["GET", "POST"]


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of a person's page: what is to come, and what was."""
    people = Person.objects.within(request.user, Permission.APPOINTMENT_BOOK).for_list()
    person = get_object_or_404(people, pk=pk)
    rows = Appointment.objects.visible_to(request.user).filter(person=person).for_page()
    coming = [dress(one, own=False) for one in rows.to_come()[:50]]
    paging = paged(rows.exclude(pk__in=[one.pk for one in coming]), request.GET)
    record(request.user, "appointment.listed", person)
    past = [dress(one, own=False) for one in paging.rows]
    context = {"person": person, "coming": coming, "past": past, "paging": paging}
    return render(request, "rehab/appointments/for_person.html", {**context, **tabs.head(request.user, person, TAB)})


@require_http_methods(FORM)
def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    people = Person.objects.within(request.user, Permission.APPOINTMENT_BOOK).for_list()
    person = get_object_or_404(people, pk=pk)
    form = BookForm(request.POST or None, user=request.user, person=person, initial={"staff": request.user})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.book_appointment(person, key=given["key"], details=given["details"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(made)
    return _page(request, "book", person, form=form, meeting=None)


@require_http_methods(FORM)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = _to_book(request, pk)
    form = BookForm(request.POST or None, user=request.user, person=meeting.person, initial=as_typed(meeting))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        version = given["version"] or 0
        try:
            actions.change_appointment(meeting, details=given["details"], version=version, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(meeting)
    return _page(request, "book", meeting.person, form=form, meeting=meeting)


@require_http_methods(FORM)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = _to_book(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_appointment(meeting, reason=form.cleaned_data["reason"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(meeting)
    return _page(request, "cancel", meeting.person, form=form, meeting=dress(meeting, own=False))


@require_POST
def kept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person came."""
    return redirect(actions.record_kept(_to_book(request, pk), by=request.user))


@require_http_methods(FORM)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person did not come: ask what happened."""
    meeting = _to_book(request, pk)
    form = AskForm(request.POST or None, initial={"how": Appointment.Means.PORTAL})
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_what_happened(meeting, how=form.cleaned_data["how"], by=request.user)
        except DomainError as error:
            form.add_error("how", str(error))
        else:
            return redirect(meeting)
    return _page(request, "ask", meeting.person, form=form, meeting=dress(meeting, own=False))


@require_http_methods(FORM)
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record what came of it; an unacceptable absence is no choice before the reply or the end of the time for it."""
    meeting = _to_book(request, pk)
    form = DecideForm(request.POST or None, meeting=meeting)
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(meeting, **form.cleaned_data, by=request.user)
        except ChangedMeanwhile:
            theirs = show_both(form, meeting.came_of_it)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(meeting)
    return _page(request, "decide", meeting.person, form=form, theirs=theirs, meeting=dress(meeting, own=False))


def _to_book(request: HttpRequest, pk: UUID) -> Appointment:
    meeting = found(request, pk)
    if not may(request.user, Permission.APPOINTMENT_BOOK, meeting):
        raise PermissionDenied
    return meeting


def _page(request: HttpRequest, template: str, person: Person, **context: Any) -> HttpResponse:
    head = tabs.head(request.user, person, TAB)
    return render(request, f"rehab/appointments/{template}.html", {"person": person, **context, **head})
