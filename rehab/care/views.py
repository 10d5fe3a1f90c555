"""The board of care alerts, and one alert: take it, say what was done, read it a second time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.prepared import prepared
from justice_portal.templatetags.look import when
from rehab.care import actions
from rehab.care.forms import OutcomeForm
from rehab.care.models import CareAlert

STATUS_KINDS = {
    CareAlert.Status.RAISED: "bad",
    CareAlert.Status.SEEN: "wait",
    CareAlert.Status.ANSWERED: "info",
    CareAlert.Status.CLOSED: "good",
}


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Everybody who may be in danger and is not seen to the end; who waits for somebody first."""
    if not request.user.holds(Permission.CARE_ACT):
        raise Http404
    alerts = CareAlert.objects.visible_to(request.user).unfinished().by_need().for_page()
    paging = paged(alerts, request.GET)
    record(request.user, "care.board_viewed", CareAlert, subjects=[row.person_id for row in paging.rows])
    context = {"paging": paging, "cards": [_card(row) for row in paging.rows], "as_of": clock.now()}
    return render(request, "rehab/care/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One alert. What is posted here is what was done."""
    found = get_object_or_404(CareAlert.objects.visible_to(request.user).for_page(), pk=pk)
    seen(request.user, found)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_alert(found, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(found)
    record(request.user, "care.alert_viewed", found)
    can_act = may(request.user, Permission.CARE_ACT, found)
    context = {
        "alert": found,
        "card": _card(found),
        "form": form,
        "can_act": can_act,
        "is_second_reader": can_act and found.outcome_by_id != request.user.pk,
        "causes": [_cause(request, one) for one in found.causes.visible_to(request.user)],
        "events": _events(found),
        **tabs.head(request.user, found.person, ""),
    }
    return render(request, "rehab/care/alert.html", context)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """I have it."""
    found = get_object_or_404(CareAlert.objects.visible_to(request.user).for_page(), pk=pk)
    actions.take_alert(found, by=request.user)
    return redirect(found)


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enough was done, says a second reader."""
    found = get_object_or_404(CareAlert.objects.visible_to(request.user), pk=pk)
    actions.close_alert(found, by=request.user)
    return redirect("care:board")


@require_POST
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """More must be done, says a second reader."""
    found = get_object_or_404(CareAlert.objects.visible_to(request.user), pk=pk)
    actions.return_alert(found, by=request.user)
    return redirect(found)


def _card(alert: CareAlert) -> dict[str, object]:
    """Who, where, how long, and who has it."""
    return {
        "alert": alert,
        "name": str(alert.person),
        "number": alert.person.number,
        "where": tabs.whereabouts(alert.person),
        "kind": STATUS_KINDS[CareAlert.Status(alert.status)],
        "waited": timesince(alert.raised_at, alert.seen_at or clock.now(), depth=1),
        "is_late": alert.status == CareAlert.Status.RAISED and alert.step > 0,
        "who": str(alert.seen_by or ""),
    }


def _cause(request: HttpRequest, cause: object) -> dict[str, object]:
    """What it goes by, and the way to it where this reader may see it: the words are read where they were written."""
    model = apps.get_model(cause.source)  # type: ignore[attr-defined]
    row = model.objects.visible_to(request.user).filter(pk=cause.source_id).first()  # type: ignore[attr-defined]
    href = row.get_absolute_url() if row is not None and hasattr(row, "get_absolute_url") else ""
    return {"what": model._meta.verbose_name, "at": cause.at, "href": href}  # type: ignore[attr-defined]


def _events(alert: CareAlert) -> list[dict[str, object]]:
    """What happened, the newest last."""
    told = [
        (alert.raised_at, _("Staff were told"), ""),
        (alert.seen_at, _("Someone has it"), alert.seen_by),
        (alert.outcome_at, alert.get_outcome_display(), alert.outcome_by),
        (alert.closed_at, _("A second reader closed it"), alert.closed_by),
    ]
    return [{"title": title, "at": at, "by": by, "href": ""} for at, title, by in told if at]


@prepared
def open_alerts(user: Any, person: UUID) -> QuerySet[Any, Any]:
    """For the strip of a person's pages while an alert is open: values of (status, since when)."""
    alerts = CareAlert.objects.visible_to(user).filter(person=person).open()
    return alerts.order_by("raised_at").values_list("status", "raised_at")


def banner(status: str, since: datetime) -> dict[str, object]:
    said = {"moment": when(since), "status": CareAlert.Status(status).label}
    return {"text": _("Care alert since %(moment)s: %(status)s") % said, "kind": "bad"}
