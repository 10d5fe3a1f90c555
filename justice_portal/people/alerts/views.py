"""Alerts of one person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.errors import DomainError
from justice_portal.people.alert_rules.figures import effects_by_alert
from justice_portal.people.alerts import actions
from justice_portal.people.alerts.forms import AlertForm
from justice_portal.people.models import Alert
from justice_portal.people.views import found, page


@require_safe
def alerts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every alert of the person: those that count now, and those that are over."""
    person = found(request, pk, Permission.ALERT_VIEW)
    rows = list(
        Alert.objects.visible_to(request.user).filter(person=person).select_related("code", "added_by", "ended_by")
    )
    does = effects_by_alert(rows)
    for alert in rows:
        alert.does = does[alert.pk]
    return page(
        request,
        "people/alerts/list.html",
        person,
        "people:alerts",
        "person.alerts_viewed",
        live=[alert for alert in rows if alert.is_live],
        over=[alert for alert in rows if not alert.is_live],
        can_edit=may(request.user, Permission.ALERT_EDIT, person),
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = found(request, pk, Permission.ALERT_VIEW)
    require(request.user, Permission.ALERT_EDIT, person)
    form = AlertForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            actions.add_alert(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The alert is added. Staff see it from now."))
            return redirect("people:alerts", pk=person.pk)
    return page(request, "people/alerts/add.html", person, "people:alerts", form=form)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    alert = get_object_or_404(Alert.objects.visible_to(request.user).select_related("code"), pk=pk)
    actions.end_alert(alert, by=request.user)
    messages.success(request, _("The alert has ended. It stays in the list of those that are over."))
    return redirect("people:alerts", pk=alert.person_id)
