"""Lists as CSV and on paper: asked for, followed, taken away."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal.access import require
from justice_portal.audit.log import record
from justice_portal.csv_export import csv_response
from justice_portal.exports.paper_views import paper_file, paper_page
from justice_portal.exports.taking import Export, ask_first, taking
from justice_portal.tables import Link, text_of
from learning.courses.forms import key_of
from learning.lists import actions
from learning.lists.kinds import KINDS, ListKind
from learning.lists.models import ListPrint

LONGEST_QUERY = 400


def _kind(request: HttpRequest, code: str) -> ListKind:
    if code not in KINDS:
        raise Http404
    require(request.user, KINDS[code].needs, ListPrint)
    return KINDS[code]


@require_safe
def as_csv(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The rows of the page, to take away."""
    which = _kind(request, kind)
    wanted = which.wanted(request.GET)
    found = which.build(request.user, wanted)
    export = Export(f"lists:{kind}", wanted, len(found.rows), request.get_full_path())
    if (given := taking(request.user, export)) is None:
        return ask_first(request, export)
    record(request.user, "lists.exported", ListPrint, subjects=found.people, list=kind, **given.facts)
    head = [str(column.label) for column in found.columns]
    lines = [list(map(text_of, cells)) for cells in found.cells]
    return csv_response(str(which.title), head, lines, count=len(lines), mark=given.mark)


@require_POST
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    """Have the list that the page shows made into a PDF."""
    which = _kind(request, kind)
    wanted = which.wanted(QueryDict(request.POST.get("query", "")[:LONGEST_QUERY]))
    key = key_of(request.POST)
    return redirect(actions.ask_list(ListPrint, key=key, kind=which, wanted=wanted, by=request.user))


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, and the file when it is there."""
    made = _own(request, pk)
    kind = KINDS.get(made.kind)
    back = Link(reverse("attendance:classes"), _("Classes"))
    file = reverse("lists:print-download", args=[made.pk])
    return paper_page(request, made, title=kind.title if kind else _("A list on paper"), back=back, file=file)


@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file, as long as who asked may still see everybody on it."""
    made = _own(request, pk)
    return paper_file(request, made, export=f"lists:{made.kind}", event="lists.print_downloaded", title="list")


def _own(request: HttpRequest, pk: UUID) -> ListPrint:
    return get_object_or_404(ListPrint.objects.visible_to(request.user).select_related("job"), pk=pk)
