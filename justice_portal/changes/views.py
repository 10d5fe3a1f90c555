"""Changes that wait for a second person, and who holds which role."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.accounts.models import RoleHeld
from justice_portal.accounts.reach import accounts_of, manages_estate
from justice_portal.audit.log import record
from justice_portal.changes import actions
from justice_portal.changes.models import PendingChange
from justice_portal.changes.second_person import may_decide
from justice_portal.csv_export import csv_response
from justice_portal.exports.taking import Export, ask_first, taking
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.tables import Column, Link, Status, Table
from justice_portal.templatetags.look import when

COLUMNS = (
    Column(gettext_lazy("What"), heads_row=True),
    Column(gettext_lazy("Where")),
    Column(gettext_lazy("Asked by")),
    Column(gettext_lazy("Asked")),
    Column(gettext_lazy("State")),
    Column(gettext_lazy("Decided by")),
)
GRANTS = (
    Column(gettext_lazy("Who"), heads_row=True),
    Column(gettext_lazy("User name")),
    Column(gettext_lazy("Role")),
    Column(gettext_lazy("Over")),
    Column(gettext_lazy("Since")),
    Column(gettext_lazy("Until")),
    Column(gettext_lazy("Asked by")),
    Column(gettext_lazy("Agreed by")),
)
STATES = {
    PendingChange.Status.WAITING: "wait",
    PendingChange.Status.APPROVED: "good",
    PendingChange.Status.REFUSED: "bad",
    PendingChange.Status.WITHDRAWN: "none",
}


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """What waits first, then what was decided."""
    if not request.user.holds(Permission.CHANGE_VIEW):
        raise Http404
    seen_here = PendingChange.objects.visible_to(request.user)
    rows = seen_here.select_related("asked_by", "decided_by", "establishment", "delivery_unit")
    paging = paged(rows.waiting_first(), request.GET)
    drawn = (
        (
            Link(change.get_absolute_url(), str(change), when(change.asked_at)),
            str(change.establishment or change.delivery_unit or _("The whole estate")),
            change.asked_by.name,
            when(change.asked_at),
            Status(STATES[PendingChange.Status(change.status)], change.get_status_display()),
            change.decided_by.name if change.decided_by else "",
        )
        for change in paging.rows
    )
    table = Table(_("Changes that need a second person"), COLUMNS, drawn)
    return render(request, "changes/list.html", {"paging": paging, "table": table})


@require_safe
def change_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = _find(request, pk)
    record(request.user, "change.viewed", change, change=change.kind)
    seen(request.user, change)
    shown = {
        "change": change,
        "rows": [
            *change.says.facts(change),
            {"label": _("Asked by"), "value": change.asked_by.name},
            {"label": _("Asked"), "value": when(change.asked_at)},
            *([{"label": _("Decided by"), "value": change.decided_by.name}] if change.decided_by else []),
        ],
        "state": STATES[PendingChange.Status(change.status)],
        "can_decide": may_decide(request.user, change),
        "can_withdraw": change.is_waiting
        and change.asked_by_id == request.user.pk
        and request.user.holds(Permission.CHANGE_VIEW),
        "is_asker": change.asked_by_id == request.user.pk,
        "sees_list": request.user.holds(Permission.CHANGE_VIEW),
        "goes_on": _goes_on(request, change),
    }
    return render(request, "changes/change.html", shown)


@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = actions.approve_change(_find(request, pk), by=request.user)
    messages.success(request, _("You agreed. The change is made."))
    return redirect(change)


@require_POST
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = actions.refuse_change(_find(request, pk), by=request.user)
    messages.success(request, _("You refused. Nothing has changed."))
    return redirect(change)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = actions.withdraw_change(_find(request, pk), by=request.user)
    messages.success(request, _("You took it back. Nothing has changed."))
    return redirect(change)


@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """The report of all grants: who holds which role, and which two people gave it."""
    held = _grants_of(request)
    paging = paged(held, request.GET)
    people = {one.user.person.pk for one in paging.rows if hasattr(one.user, "person")}
    record(request.user, "grants.listed", RoleHeld, subjects=people, count=len(paging.rows))
    table = Table(_("Roles that count now"), GRANTS, (_grant_row(one) for one in paging.rows))
    return render(request, "changes/grants.html", {"paging": paging, "table": table})


@require_safe
def grants_file(request: HttpRequest) -> HttpResponseBase:
    held = _grants_of(request)
    count = held.count()
    export = Export("changes:grants-file", {}, count, request.get_full_path())
    if (given := taking(request.user, export)) is None:
        return ask_first(request, export)
    record(request.user, "grants.exported", RoleHeld, count=count, **given.facts)
    rows: Iterator[tuple[Any, ...]] = (_grant_row(one) for one in held.iterator(chunk_size=500))
    return csv_response("grants", [str(column.label) for column in GRANTS], rows, count=count, mark=given.mark)


def _goes_on(request: HttpRequest, change: PendingChange) -> str:
    """Where who asked for it goes on, when it was agreed to."""
    is_theirs = change.status == PendingChange.Status.APPROVED and change.asked_by_id == request.user.pk
    return change.says.leads_to(change) if is_theirs and change.says.leads_to else ""


def _find(request: HttpRequest, pk: UUID) -> PendingChange:
    seen_here = PendingChange.objects.visible_to(request.user)
    return get_object_or_404(
        seen_here.select_related("asked_by", "decided_by", "establishment", "delivery_unit"), pk=pk
    )


def _grants_of(request: HttpRequest) -> QuerySet[RoleHeld]:
    """Roles of staff that count now: those of accounts that the reader manages."""
    held = RoleHeld.objects.visible_to(request.user)
    if not request.user.holds(Permission.ACCOUNT_MANAGE):
        raise Http404
    if not manages_estate(request.user):
        held = held.filter(user__in=accounts_of(request.user).values("pk"))
    whole = held.live().exclude(role="person").order_by("role", "user__name", "pk")
    return whole.select_related("user__person", "establishment", "delivery_unit", "granted_by", "approved_by")


def _grant_row(held: RoleHeld) -> tuple[Any, ...]:
    return (
        held.user.name,
        held.user.username,
        held.get_role_display(),
        str(held.establishment or held.delivery_unit or held.get_reach_display()),
        held.starts_at.date(),
        held.ends_at.date() if held.ends_at else "",
        held.granted_by.name if held.granted_by else "",
        held.approved_by.name if held.approved_by else "",
    )
