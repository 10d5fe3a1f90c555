"""The tab "Legal messages" of a person's page: who may write with whom, who wrote when, and vouching for an adviser."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from mentoring.privileged import actions as letters
from mentoring.privileged.forms import EndForm, RenewForm, VerifyForm
from mentoring.privileged.models import PrivilegedLetter, PrivilegedThread
from mentoring.privileged.opening.models import Opening
from mentoring.privileged.verifying import actions

TAB = "envelopes:person"
VERIFY = Permission.LEGAL_VERIFY
A_PAGE = 50


@require_GET
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _person(request, pk)
    rows = PrivilegedThread.objects.within(request.user, VERIFY).filter(person=found).for_page()
    threads = list(rows.annotate(count=Count("letters"), newest_at=Max("letters__sent_at")))
    record(request.user, "privileged.envelope_viewed", found, count=len(threads))
    shown = {"person": found, "threads": threads, **tabs.head(request.user, found, TAB)}
    return render(request, "mentoring/privileged/person.html", shown)


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _person(request, pk)
    form = VerifyForm(request.POST or None)
    if form.is_valid():
        try:
            change = actions.ask_to_verify(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, _("Nothing is open yet. A second person must agree first."))
            return redirect(*_goes_to(request, change, found))
    shown = {"person": found, "form": form, **tabs.head(request.user, found, TAB)}
    return render(request, "mentoring/privileged/verify.html", shown)


@require_GET
def envelope(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who wrote and when. The words are not asked of the database, and nothing here could open them."""
    found = _thread(request, pk)
    rows = PrivilegedLetter.objects.within(request.user, VERIFY).filter(thread=found)
    record(request.user, "privileged.envelope_viewed", found)
    may_open = may(request.user, Permission.LEGAL_OPEN, found)
    openings = Opening.objects.within(request.user, Permission.LEGAL_OPEN).filter(thread=found)
    shown = {
        "thread": found,
        "paging": paged(rows.envelopes(), request.GET, A_PAGE),
        "can_ask_to_open": may_open and found.person.establishment_id is not None,
        "openings": openings.select_related("asked_by", "decided_by") if may_open else [],
        **_head(request, found),
    }
    return render(request, "mentoring/privileged/envelope.html", shown)


@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _thread(request, pk)
    form = RenewForm(request.POST or None)
    if form.is_valid():
        try:
            change = actions.ask_to_renew(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, _("Nothing has changed yet. A second person must agree first."))
            return redirect(*_goes_to(request, change, found.person))
    return render(request, "mentoring/privileged/renew.html", {"form": form, "thread": found, **_head(request, found)})


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _thread(request, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        letters.end_thread(found, **form.cleaned_data, by=request.user)
        return redirect(TAB, found.person_id)
    return render(request, "mentoring/privileged/end.html", {"form": form, "thread": found, **_head(request, found)})


def _goes_to(request: HttpRequest, change: Any, found: Person) -> tuple[Any, ...]:
    """To the change itself, for those who see changes; else back to the person."""
    return (change,) if request.user.holds(Permission.CHANGE_VIEW) else (TAB, found.pk)


def _head(request: HttpRequest, found: PrivilegedThread) -> dict[str, Any]:
    return {"person": found.person, **tabs.head(request.user, found.person, TAB)}


def _person(request: HttpRequest, pk: UUID) -> Person:
    people = Person.objects.visible_to(request.user).within(request.user, VERIFY)
    found: Person = get_object_or_404(people.for_list(), pk=pk)
    return found


def _thread(request: HttpRequest, pk: UUID) -> PrivilegedThread:
    rows = PrivilegedThread.objects.within(request.user, VERIFY).for_page()
    found: PrivilegedThread = get_object_or_404(rows.select_related("asked_by", "verified_by"), pk=pk)
    return found
