"""Asking a governor to let letters be opened, deciding, opening; who may decide; and the register of all that."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, places_for
from justice_portal.accounts.models import User
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.tables import Column, Link, Status, Table
from justice_portal.templatetags.look import when
from mentoring.privileged.models import PrivilegedThread
from mentoring.privileged.opening import actions
from mentoring.privileged.opening.forms import AskForm, DecideForm, GovernorForm
from mentoring.privileged.opening.models import NamedGovernor, Opening

OPEN = Permission.LEGAL_OPEN
TAB = "envelopes:person"
SIGNS = {"asked": "wait", "given": "info", "refused": "none", "opened": "bad"}
MOST_PLACES = 200
COLUMNS = (
    Column(gettext_lazy("Asked"), heads_row=True),
    Column(gettext_lazy("Asked by")),
    Column(gettext_lazy("Prison")),
    Column(gettext_lazy("Why")),
    Column(gettext_lazy("Governor")),
    Column(gettext_lazy("State")),
)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = PrivilegedThread.objects.within(request.user, OPEN).for_page().select_related("person__establishment")
    thread = get_object_or_404(rows, pk=pk)
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.ask_to_open(thread, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(made)
    head = tabs.head(request.user, thread.person, TAB)
    return render(
        request, "mentoring/privileged/ask.html", {"form": form, "thread": thread, "person": thread.person, **head}
    )


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Every opening that was asked for in the reader's prisons, and what came of it."""
    if not request.user.holds(OPEN):
        raise Http404
    rows = Opening.objects.within(request.user, OPEN).select_related("thread", "asked_by", "decided_by", "made_in")
    paging = paged(rows, request.GET)
    record(request.user, "privileged.openings_listed", Opening, subjects={one.thread.person_id for one in paging.rows})
    table = Table(_("Legal messages that somebody asked to open"), COLUMNS, (_row(one) for one in paging.rows))
    places = places_for(request.user, OPEN).open().order_by("name")[:MOST_PLACES]
    return render(request, "mentoring/privileged/openings.html", {"paging": paging, "table": table, "places": places})


def _row(one: Opening) -> tuple[Any, ...]:
    return (
        Link(one.get_absolute_url(), when(one.asked_at)),
        one.asked_by.name,
        str(one.made_in),
        one.get_reason_display(),
        one.decided_by.name if one.decided_by else "",
        Status(SIGNS[one.status], one.get_status_display()),
    )


@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request to open: the named governor decides here, and who asked goes on from here."""
    found = _opening(request, pk)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        try:
            actions.decide_opening(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(found)
    if request.method == "GET":
        seen(request.user, found)
        record(request.user, "privileged.envelope_viewed", found)
    return render(request, "mentoring/privileged/opening.html", _shown(request, found, form))


def _shown(request: HttpRequest, found: Opening, form: DecideForm) -> dict[str, Any]:
    place, mine = found.thread.person.establishment_id, found.asked_by_id == request.user.pk
    named = NamedGovernor.objects.within(request.user, OPEN).live().filter(establishment=place)
    governors = list(named.select_related("user"))
    decides = any(one.user_id == request.user.pk for one in governors) and not mine
    in_time = found.is_in_time
    return {
        "opening": found,
        "sign": SIGNS[found.status],
        "form": form if decides and found.status == Opening.Status.ASKED else None,
        "governors": governors,
        "can_open": mine and found.status == Opening.Status.GIVEN and in_time,
        "can_read": mine and found.status == Opening.Status.OPENED and in_time,
        "is_late": found.status == Opening.Status.GIVEN and not in_time,
    }


@require_POST
def open_letters(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.open_letters(_opening(request, pk), by=request.user)
    return redirect("opening:letters", pk)


@require_GET
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The words, for who asked and for as long as the authority lasts. For everybody else this page is not there."""
    found = _opening(request, pk)
    try:
        letters = actions.look_at_letters(found, by=request.user)
    except PermissionDenied:
        raise Http404 from None
    shown = {"opening": found, "letters": letters, "now": clock.now()}
    return render(request, "mentoring/privileged/opened.html", shown)


@require_http_methods(["GET", "POST"])
def governors(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who decides for one prison; ask to name one more."""
    place: Establishment = get_object_or_404(places_for(request.user, OPEN), pk=pk)
    form = GovernorForm(request.POST or None)
    if form.is_valid():
        named = User.objects.visible_to(SYSTEM).filter(username=form.cleaned_data["username"].lower(), is_active=True)
        try:
            change = actions.ask_to_name_governor(place, user=_known(named.first()), by=request.user)
        except DomainError as error:
            form.add_error("username", str(error))
        else:
            messages.info(request, _("Nothing has changed yet. A second person must agree first."))
            return redirect(change)
    rows = NamedGovernor.objects.within(request.user, OPEN).live().filter(establishment=place)
    shown = {"place": place, "governors": rows.select_related("user", "asked_by", "named_by"), "form": form}
    return render(request, "mentoring/privileged/governors.html", shown)


def _known(user: User | None) -> User:
    if user is None:
        raise DomainError(_("No manager of this prison has this user name."))
    return user


@require_POST
def governor_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    named = get_object_or_404(NamedGovernor.objects.within(request.user, OPEN), pk=pk)
    actions.end_governor(named, by=request.user)
    return redirect("opening:governors", named.establishment_id)


def _opening(request: HttpRequest, pk: UUID) -> Opening:
    rows = Opening.objects.within(request.user, OPEN)
    found: Opening = get_object_or_404(
        rows.select_related("thread__person", "thread__adviser", "thread__body", "asked_by", "decided_by", "made_in"),
        pk=pk,
    )
    return found
