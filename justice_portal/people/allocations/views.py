"""Allocation: the caseloads of a place, giving people, and cover for leave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, places_for, units_for
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people.allocations import actions
from justice_portal.people.allocations.figures import (
    Caseload,
    Where,
    at_place,
    caseloads,
    covers_at,
    roles_at,
    with_worker,
)
from justice_portal.people.allocations.forms import NOBODY, CoverForm, FilterForm, GiveForm
from justice_portal.people.listing import full_name
from justice_portal.people.models import Allocation, Cover, Person
from justice_portal.tables import Column, Link, Table

GIVE = Permission.ALLOCATION_GIVE
PRISON, UNIT = "prison", "unit"
PER_PAGE = 50
COLUMNS = (
    Column(gettext_lazy("Choose")),
    Column(gettext_lazy("Name"), heads_row=True),
    Column(gettext_lazy("Number")),
    Column(gettext_lazy("Cell")),
    Column(gettext_lazy("Status")),
    Column(gettext_lazy("With")),
)


def where_of(request: HttpRequest, kind: str, pk: UUID, role: str) -> Where:
    """The role at a place where the reader gives people to staff; 404 otherwise."""
    reach = {PRISON: places_for, UNIT: units_for}.get(kind)
    if reach is None:
        raise Http404
    where = Where(get_object_or_404(reach(request.user, GIVE), pk=pk), role)
    if role not in Allocation.Kind.values or not where.is_right:
        raise Http404
    return where


def address(where: Where, name: str = "caseloads") -> str:
    kind = PRISON if where.establishment else UNIT
    return reverse(f"allocations:{name}", args=[kind, where.place.pk, where.role])


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The only place of the reader, or a choice."""
    if not request.user.holds(GIVE):
        raise Http404
    places = [*places_for(request.user, GIVE).open()[:200], *units_for(request.user, GIVE).open()[:200]]
    doors = [{"place": place, "href": address(Where(place, roles_at(place)[0]))} for place in places]
    if len(doors) == 1:
        return redirect(doors[0]["href"])
    return render(request, "people/allocations/start.html", {"doors": doors})


@require_safe
def caseload(request: HttpRequest, kind: str, pk: UUID, role: str) -> HttpResponse:
    where = where_of(request, kind, pk, role)
    loads = caseloads(where)
    return _page(request, where, loads, GiveForm(user=request.user, where=where, caseloads=loads))


@require_POST
def give(request: HttpRequest, kind: str, pk: UUID, role: str) -> HttpResponse:
    """Give the chosen people to a worker, or take them back from theirs."""
    where = where_of(request, kind, pk, role)
    loads = caseloads(where)
    form = GiveForm(request.POST, user=request.user, where=where, caseloads=loads)
    if form.is_valid():
        given = form.cleaned_data
        people = _found(request, where, loads) if given["everyone"] else given["people"]
        chosen = [person.pk for person in people[: actions.MOST_AT_ONCE + 1]]
        try:
            if given["take_back"]:
                count = actions.take_back_people(where.place, people=chosen, role=role, by=request.user)
                words = ngettext("%(n)s person has nobody now.", "%(n)s people have nobody now.", count)
            else:
                worker = given["worker"]
                count = actions.give_people(where.place, people=chosen, role=role, worker=worker, by=request.user)
                words = ngettext("%(n)s person changed hands.", "%(n)s people changed hands.", count)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, words % {"n": count})
            return redirect(f"{address(where)}?{request.GET.urlencode()}")
    return _page(request, where, loads, form, status=400)


def _found(request: HttpRequest, where: Where, loads: list[Caseload]) -> Any:
    """The people whom the filter in the address finds, unallocated first."""
    filters = FilterForm(request.GET, user=request.user, where=where, caseloads=loads)
    people = with_worker(at_place(Person.objects.within(request.user, GIVE), where), where)
    if wing := filters.chosen("wing"):
        people = people.filter(wing=wing)
    chosen = filters.chosen("with_")
    if chosen == NOBODY:
        people = people.filter(worker_id=None)
    elif chosen:
        people = people.filter(worker_id=chosen)
    return people.order_by(F("worker_name").asc(nulls_first=True), "family_name", "given_name", "pk")


def _page(request: HttpRequest, where: Where, loads: list[Caseload], form: GiveForm, status: int = 200) -> HttpResponse:
    filters = FilterForm(request.GET, user=request.user, where=where, caseloads=loads)
    paging = paged(_found(request, where, loads).select_related("cell"), request.GET, PER_PAGE)
    shown = list(paging.rows)
    record(request.user, "allocation.listed", where.place, subjects=shown, role=where.role)
    ticked = set(request.POST.getlist("people"))
    tabs = [
        {"text": one.label, "href": address(Where(where.place, one)), "current": one == where.role, "count": 0}
        for one in roles_at(where.place)
    ]
    context = {
        "where": where,
        "role": Allocation.Kind(where.role).label,
        "tabs": tabs,
        "loads": loads,
        "without": sum(1 for person in shown if person.worker_id is None),
        "table": Table(_("People and who looks after them"), COLUMNS, [_row(person, ticked) for person in shown]),
        "paging": paging,
        "filters": filters,
        "form": form,
        "give_href": f"{address(where, 'give')}?{request.GET.urlencode()}",
        "cover_href": address(where, "cover"),
        "clear_href": address(where),
    }
    return render(request, "people/allocations/caseloads.html", context, status=status)


def _row(person: Person, ticked: set[str]) -> tuple[Any, ...]:
    return (
        _box(person, str(person.pk) in ticked),
        Link(person.get_absolute_url(), full_name(person)),
        person.number,
        str(person.cell) if person.cell else "",
        person.get_status_display(),
        person.worker_name or format_html('<span class="jp-tag jp-wait">{}</span>', _("Nobody yet")),
    )


def _box(person: Person, is_ticked: bool) -> Any:
    return format_html(
        '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" type="checkbox" name="people" value="{0}" id="p-{0}"{1}>'
        '<label class="govuk-label govuk-checkboxes__label" for="p-{0}"><span class="jp-hide">{2}</span></label>'
        "</div></div>",
        person.pk,
        " checked" if is_ticked else "",
        _("Choose %(name)s") % {"name": full_name(person)},
    )


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, kind: str, pk: UUID, role: str) -> HttpResponse:
    where = where_of(request, kind, pk, role)
    form = CoverForm(request.POST or None, where=where)
    if form.is_valid():
        try:
            actions.give_cover(where.place, role=role, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Cover is set. On these days the colleague can open the caseload."))
            return redirect(address(where, "cover"))
    context = {
        "where": where,
        "role": Allocation.Kind(role).label,
        "form": form,
        "covers": covers_at(where),
        "back": address(where),
    }
    return render(request, "people/allocations/cover.html", context)


@require_POST
def cover_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    cover = actions.end_cover(get_object_or_404(Cover.objects.visible_to(request.user), pk=pk), by=request.user)
    messages.success(request, _("The cover has ended."))
    return redirect(address(Where(cover.establishment or cover.delivery_unit, cover.role), "cover"))
