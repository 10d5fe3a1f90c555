"""Movements that staff send as a file, and those that wait for what they follow."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.csv_export import csv_response
from justice_portal.csv_input import BadFileError
from justice_portal.paging import paged
from justice_portal.people.feeds.actions import Outcome, take_in_events
from justice_portal.people.feeds.importer import COLUMNS, EXAMPLE, OPTIONAL, read_movements
from justice_portal.people.models import Movement
from justice_portal.people.movements.words import said
from justice_portal.people.reception.forms import FileForm


def _only_movers(request: HttpRequest) -> None:
    if not request.user.holds(Permission.PERSON_MOVE):
        raise Http404


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """A file of movements of people whom this user moves: all of it is taken in, or nothing and the reasons."""
    _only_movers(request)
    form = FileForm(request.POST or None, request.FILES or None)
    problems: list[Any] = []
    if form.is_valid():
        try:
            events = read_movements(form.cleaned_data["file"])
            answers = take_in_events(Movement, events=events, source="file", strict=True, by=request.user)
        except BadFileError as error:
            problems = error.problems
            form.add_error("file", _("Nothing was taken in. The list below says what to put right."))
        else:
            new = sum(one.outcome == Outcome.STORED for one in answers)
            words = ngettext("%(n)s movement is new.", "%(n)s movements are new.", new) % {"n": new}
            known = ngettext("%(n)s was known.", "%(n)s were known.", len(answers) - new) % {"n": len(answers) - new}
            messages.success(request, f"{words} {known}")
            return redirect("feeds:send")
    context = {"form": form, "problems": problems, "required": COLUMNS, "optional": OPTIONAL, "kinds": Movement.Kind}
    return render(request, "people/feeds/send.html", context, status=400 if problems else 200)


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A file of one invented transfer, to fill in over."""
    _only_movers(request)
    return csv_response("movements-example", (*COLUMNS, *OPTIONAL), EXAMPLE)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Movements that do not fit what we know of their person: what comes before is missing, or one of them is wrong."""
    _only_movers(request)
    rows = Movement.objects.within(request.user, Permission.PERSON_MOVE).waiting()
    paging = paged(rows.with_places().select_related("person").order_by("recorded_at", "pk"), request.GET)
    record(request.user, "person.waiting_viewed", Movement, subjects=[one.person_id for one in paging.rows])
    lines = [{"movement": one, "said": said(one)} for one in paging.rows]
    return render(request, "people/feeds/waiting.html", {"lines": lines, "paging": paging})
