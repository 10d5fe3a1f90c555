"""The day's roll: send it, see where it and the record differ, put each difference right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.audit.log import record
from justice_portal.csv_input import BadFileError
from justice_portal.people.models import Person
from justice_portal.people.reception.forms import FileForm
from justice_portal.people.reception.models import RollCheck, RollLine
from justice_portal.people.reception.roll import actions
from justice_portal.people.reception.views import desk_of, expected

Kind, Status = RollLine.Kind, RollLine.Status
EARLIER = 14


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = desk_of(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    problems: list[Any] = []
    if form.is_valid():
        data = form.cleaned_data
        try:
            check = actions.check_roll(place, key=data["key"], data=data["file"], by=request.user)
        except BadFileError as error:
            problems = error.problems
            form.add_error("file", _("The roll was not read. The list below says what to put right."))
        else:
            return redirect("reception:roll", pk=check.pk)
    earlier = RollCheck.objects.visible_to(request.user).filter(establishment=place).select_related("checked_by")
    context = {"place": place, "form": form, "problems": problems, "earlier": earlier[:EARLIER]}
    return render(request, "people/reception/roll/send.html", context, status=400 if problems else 200)


@require_safe
def look(request: HttpRequest, pk: UUID) -> HttpResponse:
    check = get_object_or_404(
        RollCheck.objects.visible_to(request.user).select_related("establishment", "checked_by"), pk=pk
    )
    lines = list(
        RollLine.objects.visible_to(request.user)
        .filter(roll=check)
        .select_related("cell", "settled_by", "person__cell")
    )
    subjects = [line.person_id for line in lines if line.person_id]
    record(request.user, "reception.roll_viewed", check, subjects=subjects)
    seen = set(Person.objects.visible_to(request.user).filter(pk__in=subjects).values_list("pk", flat=True))
    coming = set(expected(request.user, check.establishment).values_list("prison_number", flat=True))
    receive_href = reverse("reception:receive", args=[check.establishment_id])
    shown = [_line(line, seen, coming, receive_href) for line in lines]
    groups = [
        {"kind": kind.value, "title": kind.label, "lines": [one for one in shown if one["kind"] == kind]}
        for kind in (Kind.MISSING, Kind.UNEXPECTED, Kind.WRONG_CELL)
    ]
    open_cells = sum(1 for one in shown if one["kind"] == Kind.WRONG_CELL and one["ways"])
    context = {
        "check": check,
        "place": check.establishment,
        "groups": groups,
        "open_cells": open_cells,
        "open": sum(line.status == Status.OPEN for line in lines),
    }
    return render(request, "people/reception/roll/look.html", context)


def _line(line: RollLine, seen: set[UUID], coming: set[str | None], receive_href: str) -> dict[str, Any]:
    """One difference as the page says it: who, what, and the buttons that put it right.

    A restricted case counts, but is neither named nor moved by someone who may not see it.
    """
    hidden = line.person_id is not None and line.person_id not in seen
    ways: list[dict[str, str]] = []
    if line.status == Status.OPEN and not hidden:
        ways = _ways(line, line.prison_number in coming)
    return {
        "kind": line.kind,
        "pk": line.pk,
        "person": None if hidden else line.person,
        "number": "" if hidden else line.prison_number,
        "is_hidden": hidden,
        "is_coming": line.prison_number in coming,
        "cell": line.cell,
        "status": line.get_status_display(),
        "is_open": line.status == Status.OPEN,
        "settled_by": line.settled_by.name if line.settled_by else "",
        "ways": ways,
        "href": f"{receive_href}?line={line.pk}",
    }


def _ways(line: RollLine, is_coming: bool) -> list[dict[str, str]]:
    wrong = {"how": Status.ROLL_WRONG, "text": _("The roll is wrong"), "kind": "secondary"}
    match line.kind:
        case Kind.MISSING:
            return [{"how": Status.LEFT, "text": _("Left for another prison"), "kind": ""}, wrong]
        case Kind.WRONG_CELL:
            return [{"how": Status.MOVED, "text": _("Move to this cell"), "kind": ""}, wrong]
        case Kind.UNEXPECTED if is_coming:
            return [{"how": Status.RECEIVED, "text": _("Receive here"), "kind": ""}, wrong]
    return [wrong]


@require_POST
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    line = get_object_or_404(RollLine.objects.visible_to(request.user).select_related("roll"), pk=pk)
    how = request.POST.get("how", "")
    line = actions.settle_line(line, how=how, by=request.user)
    messages.success(request, _("Settled: %(how)s.") % {"how": line.get_status_display()})
    return redirect("reception:roll", pk=line.roll_id)


@require_POST
def cells(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody who is in another cell, at once."""
    check = get_object_or_404(RollCheck.objects.visible_to(request.user), pk=pk)
    count = actions.settle_cells(check, by=request.user)
    words = ngettext("%(n)s person now has the cell of the roll.", "%(n)s people now have the cell of the roll.", count)
    messages.success(request, words % {"n": count})
    return redirect("reception:roll", pk=check.pk)
