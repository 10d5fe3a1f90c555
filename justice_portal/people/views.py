"""Finding people, and what the record says of one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, require
from justice_portal.ahead import ahead
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people import actions, search, tabs
from justice_portal.people.forms import CorrectForm, EditForm, FilterForm, SearchForm
from justice_portal.people.listing import person_row
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.movements.words import as_events
from justice_portal.people.orders.figures import own_units
from justice_portal.prepared import prepared
from justice_portal.tables import Table, chosen_sort, ordering

RECENT = 4


def found(
    request: HttpRequest,
    pk: UUID,
    permission: Permission = Permission.PERSON_VIEW,
    also: Mapping[str, Permission] | None = None,
) -> Person:
    """The person, for a reader who sees them and holds the permission over them; 404 otherwise. One query.

    also: names of answers, put on the person, to whether the reader holds these permissions too.
    """
    user = request.user
    rows = Person.objects.visible_to(user).for_list()
    if permission != Permission.PERSON_VIEW:
        rows = rows.within(user, permission)
    for name, other in (also or {}).items():
        rows = rows.annotate(**{name: Exists(Person.objects.within(user, other).filter(pk=OuterRef("pk")))})
    return get_object_or_404(rows, pk=pk)


def page(
    request: HttpRequest, template: str, person: Person, tab: str, event: str = "person.viewed", **context: Any
) -> HttpResponse:
    """A page about one person, with the strip and the tabs. That it was opened is recorded; what was sent is by its action."""
    if request.method != "POST":
        record(request.user, event, person)
    return render(request, template, {"person": person, **tabs.head(request.user, person, tab), **context})


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """What was typed in a search box. It goes to the session, so that no address holds a name."""
    if not request.user.holds(Permission.PERSON_VIEW):
        raise Http404
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    if not form.cleaned_data["q"]:
        return redirect("people:list")
    word = search.remember(request.session, form.cleaned_data["q"])
    return redirect(f"{reverse('people:list')}?find={word}")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody within the reader's reach, or those whom a search finds."""
    if not request.user.holds(Permission.PERSON_VIEW):
        raise Http404
    return _list(request, None)


def _list(request: HttpRequest, refused: SearchForm | None) -> HttpResponse:
    filters = FilterForm(request.GET, user=request.user)
    word = filters.chosen("find") or ""
    typed = search.remembered(request.session, word)
    within = Person.objects.visible_to(request.user)
    rows = search.matching(within, typed) if typed else within
    for name, field in (("place", "establishment"), ("wing", "wing"), ("state", "place")):
        if chosen := filters.chosen(name):
            rows = rows.filter(**{field: chosen})
    sort = chosen_sort(request.GET, search.COLUMNS, "name")
    rows = search.with_alerts(rows.for_list(), request.user).order_by(*ordering(sort, search.COLUMNS))
    paging = paged(rows, request.GET)
    shown = list(paging.rows)
    same = search.same_names(shown, within)
    record(request.user, "person.listed", Person, subjects=shown)
    table = Table(
        caption=_("People you can see"),
        columns=search.COLUMNS,
        rows=[person_row(person, bool(same.get(person.pk))) for person in shown],
        query=request.GET,
        sort=sort,
    )
    context = {
        "table": table,
        "paging": paging,
        "filters": filters,
        "sort": sort,
        "find": refused or SearchForm(initial={"q": typed}),
        "form": refused,
        "is_search": bool(typed),
        "clear_href": reverse("people:list"),
        "can_begin": own_units(request.user).exists() if request.user.holds(Permission.PERSON_BEGIN) else False,
    }
    return render(request, "people/list.html", context, status=400 if refused else 200)


@require_safe
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The first page about someone."""
    user = request.user
    person = found(request, pk, also={"can_edit": Permission.PERSON_EDIT, "can_move": Permission.PERSON_MOVE})
    within = Person.objects.visible_to(user)
    same = search.same_names([person], within).get(person.pk, [])
    if same:
        record(user, "person.listed", person, subjects=same)
    reads = (workers_of, recent_moves, tabs.live_alerts, *tabs.reads_of(user))
    with ahead([(read, (user, person.pk)) for read in reads]):
        return page(
            request,
            "people/person.html",
            person,
            "people:person",
            workers=workers_of(user, person.pk),
            moves=as_events(recent_moves(user, person.pk)),
            same=same,
            panels=tabs.panels_of(user, person),
            can_edit=person.can_edit,
            can_move=person.can_move,
            sees_police_number=user.holds(Permission.PERSON_EDIT),  # who works on the case; teaching needs none
            can_receive=person.can_move and user.holds(Permission.PERSON_RECEIVE),
        )


@prepared
def workers_of(user: Any, person: UUID) -> QuerySet[Allocation]:
    """Who looks after the person now."""
    live = Allocation.objects.visible_to(user).live().filter(person=person)
    return live.select_related("user").only("role", "user__name").order_by("role")


@prepared
def recent_moves(user: Any, person: UUID) -> QuerySet[Movement]:
    return Movement.objects.visible_to(user).counting().filter(person=person).with_places()[:RECENT]


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = found(request, pk)
    require(request.user, Permission.PERSON_EDIT, person)
    names = [*actions.EDITABLE, "version"]
    form = EditForm(
        request.POST or None,
        user=request.user,
        person=person,
        initial={name: getattr(person, name) for name in names},
    )
    return _changed(request, person, form, actions.edit_person, "people/edit.html")


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = found(request, pk)
    require(request.user, Permission.PERSON_RECEIVE, person)
    names = [*actions.IDENTITY, "version"]
    form = CorrectForm(request.POST or None, initial={name: getattr(person, name) for name in names})
    return _changed(request, person, form, actions.correct_person, "people/correct.html")


@require_safe
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everywhere the person has been, newest first."""
    person = found(request, pk, also={"can_move": Permission.PERSON_MOVE})
    moves = Movement.objects.visible_to(request.user).filter(person=person).with_places()
    paging = paged(moves.counting(), request.GET, per_page=50)
    others = list(moves.filter(counts=False)[:50])
    context = {
        "moves": as_events(paging.rows, can_open=person.can_move),
        "waiting": as_events([one for one in others if not one.withdrawn_at], can_open=person.can_move),
        "taken_back": as_events([one for one in others if one.withdrawn_at], can_open=person.can_move),
        "can_move": person.can_move,
        "paging": paging,
    }
    return page(request, "people/history.html", person, "people:history", "person.history_viewed", **context)


def _changed(request: HttpRequest, person: Person, form: Any, action: Any, template: str) -> HttpResponse:
    """Save what the form says, or show it again with what was typed and, after a conflict, the newest version."""
    if form.is_valid():
        try:
            action(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
            form.data = form.data.copy()
            form.data["version"] = Person.objects.visible_to(request.user).get(pk=person.pk).version
        else:
            messages.success(request, _("Saved."))
            return redirect(person)
    return page(request, template, person, "people:person", form=form)
