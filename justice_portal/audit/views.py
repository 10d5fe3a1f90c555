"""The audit log, for administrators. Reading it is recorded too."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.audit.forms import AuditFilter
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent

A_PAGE = 50


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
        **{name: str(value) for name, value in form.asked.items() if name != "thing"},
    )
    older = _address(request, before=shown[-1].pk) if has_more else ""
    newest = _address(request) if before else ""
    context = {"form": form, "events": _with_names(request, shown), "older": older, "newest": newest}
    return render(request, "audit/events.html", context)


@require_GET
def event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One event with everything that was kept of it."""
    found = get_object_or_404(AuditEvent.objects.visible_to(request.user), pk=pk)
    record(request.user, "audit.event_viewed", found, subjects=found.subjects)
    return render(request, "audit/event.html", {"event": _with_names(request, [found])[0]})


def _with_names(request: HttpRequest, rows: list[AuditEvent]) -> list[AuditEvent]:
    """Give each event the name of who did it, as far as the reader may know accounts: one query."""
    ids = {row.by_id for row in rows if row.by_id}
    names = dict(User.objects.visible_to(request.user).filter(pk__in=ids).values_list("pk", "name"))
    for row in rows:
        row.by_name = names.get(row.by_id, "")  # type: ignore[attr-defined]
    return rows


def _address(request: HttpRequest, **more: object) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    query.update({name: str(value) for name, value in more.items()})
    return f"?{query.urlencode()}"
