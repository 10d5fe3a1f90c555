"""The audit log, for administrators. Reading it is recorded too."""

import json
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.audit.forms import AuditFilter
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent
from justice_portal.grants import Role
from justice_portal.tables import Column, Link, Table, changed

A_PAGE = 50
COLUMNS = (
    Column(_("When"), heads_row=True),
    Column(_("Event")),
    Column(_("Kind")),
    Column(_("By")),
    Column(_("Thing")),
    Column(_("People"), numeric=True),
)


@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """A page of events, the newest first. Pages follow on from an event, so the last costs what the first does."""
    if not request.user.holds(Permission.AUDIT_VIEW):
        raise Http404
    form = AuditFilter(request.GET or None)
    log = AuditEvent.objects.visible_to(request.user)
    found = log.filter(form.rule)
    if before := form.asked.get("before"):
        edge = get_object_or_404(log, pk=before)
        found = found.filter(Q(at__lt=edge.at) | Q(at=edge.at, pk__lt=edge.pk))
    rows = list(found[: A_PAGE + 1])
    shown, has_more = rows[:A_PAGE], len(rows) > A_PAGE
    record(
        request.user,
        "audit.viewed",
        AuditEvent,
        subjects={person for row in shown for person in row.subjects},
        count=len(shown),
        asked={name: str(value) for name, value in form.asked.items() if name != "thing"},
    )
    context = {
        "form": form,
        "table": Table(_("Events, the newest first"), COLUMNS, _cells(request, shown)),
        "older": changed(request.GET, before=shown[-1].pk) if has_more else "",
        "newest": changed(request.GET, before=None) if before else "",
    }
    return render(request, "audit/events.html", context)


@require_GET
def event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One event with everything that was kept of it."""
    found = get_object_or_404(AuditEvent.objects.visible_to(request.user), pk=pk)
    record(request.user, "audit.event_viewed", found, subjects=found.subjects)
    rows = [
        {"label": _("When"), "value": _moment(found)},
        {"label": _("Event"), "value": found.event},
        {"label": _("Kind"), "value": found.get_kind_display()},
        {"label": _("By"), "value": _names(request, [found]).get(found.by_id, "")},
        {"label": _("User id"), "value": str(found.by_id or _("The product itself"))},
        {"label": _("Roles then"), "value": ", ".join(str(Role(role).label) for role in found.by_roles) or _("None")},
        {"label": _("Thing"), "value": found.thing_type},
        {"label": _("Thing id"), "value": found.thing_id},
        {"label": _("People it is about"), "value": "\n".join(map(str, found.subjects)) or _("Nobody")},
        *({"label": name, "value": json.dumps(value)} for name, value in sorted(found.facts.items())),
        {"label": _("Request id"), "value": found.request_id},
    ]
    return render(request, "audit/event.html", {"rows": rows})


def _names(request: HttpRequest, rows: list[AuditEvent]) -> dict[UUID | None, str]:
    """Who did it, by name, as far as the reader may know accounts: one query."""
    ids = {row.by_id for row in rows if row.by_id}
    return dict(User.objects.visible_to(request.user).filter(pk__in=ids).values_list("pk", "name"))


def _cells(request: HttpRequest, rows: list[AuditEvent]) -> list[tuple[object, ...]]:
    names = _names(request, rows)
    return [
        (
            Link(reverse("audit:event", args=[row.pk]), _moment(row), about=row.event),
            row.event,
            row.get_kind_display(),
            Link(changed(request.GET, user=row.by_id, before=None), names.get(row.by_id) or str(row.by_id))
            if row.by_id
            else _("The product itself"),
            Link(changed(request.GET, thing=row.thing_id, before=None), row.thing_type)
            if row.thing_id
            else row.thing_type,
            len(row.subjects),
        )
        for row in rows
    ]


def _moment(row: AuditEvent) -> str:
    return f"{row.at.astimezone(clock.LONDON):%Y-%m-%d %H:%M:%S}"
