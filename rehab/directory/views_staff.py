"""The directory as staff keep it: the list, what is due for review, one service, a list sent as CSV."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import home
from justice_portal.access import Permission
from justice_portal.csv_export import csv_response
from justice_portal.csv_input import BadFileError
from justice_portal.editing import ChangedMeanwhile, show_both
from justice_portal.errors import DomainError
from justice_portal.own_address import own_address
from justice_portal.paging import paged
from rehab.care.pathways import Pathway
from rehab.directory import actions
from rehab.directory.forms import FindForm, ListForm, ServiceForm
from rehab.directory.importer import OPTIONAL, REQUIRED, read_services
from rehab.directory.loading import service_now
from rehab.directory.models import Service
from rehab.directory.search import matching

EXAMPLE = (
    ("Hafan Housing", "They help you find a room. They can help with the first rent.", "accommodation;finance",
     "Hereford; Leominster", "4 Mill Lane, Hereford", "ZZ1 4ZZ", "01632 960101", "Mon-Fri 09:00-17:00; Sat 10:00-12:30",
     "English; Welsh", "No steps. Hearing loop."),
    ("Clear Day Line", "Call to talk about drink or drugs. It is free.", "drugs-and-alcohol", "All of England and Wales",
     "", "", "01632 960102", "always", "English; Polish", ""),
)  # fmt: skip


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """All services, or what is due for review, the longest due first."""
    if home.side_of(request.user) != home.STAFF or not request.user.holds(Permission.SERVICE_VIEW):
        raise Http404
    form = FindForm(request.GET, own=False)
    rows = Service.objects.visible_to(request.user)
    is_queue = request.GET.get("due") == "1"
    found = matching(rows.due().order_by("review_on", "id") if is_queue else rows, **form.chosen())
    context = {
        "form": form, "paging": paged(found.for_list(), request.GET), "is_queue": is_queue, "due": rows.due().count(),
        "can_edit": request.user.holds(Permission.SERVICE_EDIT),
    }  # fmt: skip
    return render(request, "rehab/directory/services.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    _must_edit(request)
    form = ServiceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_service(
                Service, key=form.cleaned_data["key"], place=form.facts, hours=form.hours, facts=form.service_facts,
                by=request.user,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(made)
    return render(request, "rehab/directory/form.html", {"form": form, "service": None, "theirs": []})


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    service = _to_change(request, pk)
    form = ServiceForm(request.POST or None, user=request.user, service=service)
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        kept = _to_change(request, pk)  # the form has written what was typed onto the first one
        try:
            actions.change_service(
                kept, place=form.facts, hours=form.hours, facts=form.service_facts, seen=form.cleaned_data["seen"],
                by=request.user,
            )  # fmt: skip
        except ChangedMeanwhile:
            theirs = show_both(form, service_now(_to_change(request, pk)))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(kept)
    return render(request, "rehab/directory/form.html", {"form": form, "service": service, "theirs": theirs})


@require_POST
def checked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """I checked it today."""
    service = actions.check_service(_to_change(request, pk), by=request.user)
    day = service.review_on
    messages.success(
        request, _("Thank you. It is due again on %(day)s.") % {"day": f"{day.day}/{day.month}/{day.year}"}
    )
    return redirect(own_address(request.POST.get("next"), service.get_absolute_url()))


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """A CSV: all of it is taken in, or nothing, with the reason for each row."""
    _must_edit(request)
    form, problems = ListForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            loaded = actions.load_services(Service, facts=read_services(form.cleaned_data["file"]), by=request.user)
        except BadFileError as error:
            problems = error.problems
            form.add_error("file", _("Nothing was taken in. The list below says what to put right."))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = _("New: %(added)s. Changed: %(changed)s. The same as before: %(same)s.") % vars(loaded)
            messages.success(request, said)
            return redirect("directory:services")
    context = {"form": form, "problems": problems, "required": REQUIRED, "optional": OPTIONAL, "needs": Pathway.values}
    return render(request, "rehab/directory/upload.html", context, status=400 if problems else 200)


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """Two invented services, to fill in over."""
    _must_edit(request)
    return csv_response("services", REQUIRED, EXAMPLE)


def _must_edit(request: HttpRequest) -> None:
    if not request.user.holds(Permission.SERVICE_EDIT):
        raise Http404


def _to_change(request: HttpRequest, pk: UUID) -> Service:
    rows = Service.objects.visible_to(request.user)
    if home.side_of(request.user) == home.PERSON:
        rows = rows.listed()
    service = get_object_or_404(rows.for_list(), pk=pk)
    if not request.user.holds(Permission.SERVICE_EDIT):
        raise PermissionDenied
    return service
