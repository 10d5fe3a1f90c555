"""Lists of people who arrive together: send, look, take in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.csv_export import csv_response
from justice_portal.csv_input import BadFileError
from justice_portal.errors import DomainError
from justice_portal.people.reception.forms import FileForm
from justice_portal.people.reception.lists import actions
from justice_portal.people.reception.lists.importer import OPTIONAL, REQUIRED
from justice_portal.people.reception.models import ReceptionFile
from justice_portal.people.reception.views import desk_of
from justice_portal.tables import Column, Status, Table

EXAMPLE = (
    ("A0001AB", "Sam", "Birch", "1990-05-17", "", "sentenced", "", "English", "no", "plain", "2027-03-01", "Letter"),
    ("A0002CD", "Carys", "Pugh", "1984-11-02", "Caz", "unsentenced", "", "Welsh", "yes", "listen", "", ""),
)
KINDS = {
    "new": ("info", gettext_lazy("New to the record")),
    "known": ("good", gettext_lazy("Known to the record")),
    "here": ("none", gettext_lazy("Here already: left alone")),
}


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = desk_of(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    problems: list[Any] = []
    if form.is_valid():
        try:
            file = actions.read_file(
                place, key=form.cleaned_data["key"], data=form.cleaned_data["file"], by=request.user
            )
        except BadFileError as error:
            problems = error.problems
            form.add_error("file", _("Nobody was taken in. The list below says what to put right."))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("reception:list", pk=file.pk)
    context = {"place": place, "form": form, "problems": problems, "required": REQUIRED, "optional": OPTIONAL}
    return render(request, "people/reception/lists/send.html", context, status=400 if problems else 200)


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A list of two invented people, to fill in over."""
    if not request.user.holds(Permission.PERSON_RECEIVE):
        raise Http404
    return csv_response("arrivals", [*REQUIRED, *OPTIONAL], EXAMPLE)


@require_safe
def look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would happen to each row."""
    file = _file(request, pk)
    return render(request, "people/reception/lists/look.html", {"file": file, "table": _table(file)})


@require_POST
def take_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = _file(request, pk)
    try:
        actions.take_in_file(file, by=request.user)
    except BadFileError as error:
        context = {"file": file, "table": _table(file), "problems": error.problems}
        return render(request, "people/reception/lists/look.html", context, status=409)
    count = file.new + file.known
    words = ngettext("%(n)s person was taken in.", "%(n)s people were taken in.", count)
    messages.success(request, words % {"n": count})
    return redirect("reception:desk", pk=file.establishment_id)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = actions.drop_file(_file(request, pk), by=request.user)
    messages.info(request, _("The list is dropped. Nobody was taken in."))
    return redirect("reception:desk", pk=file.establishment_id)


def _file(request: HttpRequest, pk: UUID) -> ReceptionFile:
    return get_object_or_404(ReceptionFile.objects.visible_to(request.user).select_related("establishment"), pk=pk)


def _table(file: ReceptionFile) -> Table:
    columns = (
        Column(_("Row"), numeric=True),
        Column(_("Name"), heads_row=True),
        Column(_("Number")),
        Column(_("Born")),
        Column(_("Cell")),
        Column(_("What happens")),
    )
    rows = []
    for row in file.rows:
        cells = row["cells"]
        kind, words = KINDS[row["kind"]]
        name = f"{cells['family_name']}, {cells['given_name']}"
        cell = cells.get("cell") or _("No cell yet")
        rows.append((row["number"], name, cells["prison_number"].upper(), cells["born_on"], cell, Status(kind, words)))
    return Table(caption=_("People on the list"), columns=columns, rows=rows)
