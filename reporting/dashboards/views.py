"""What needs me today, and the caseload: on a page and as CSV."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.csv_export import csv_response
from justice_portal.exports.taking import Export, ask_first, taking
from justice_portal.paging import paged
from justice_portal.people.models import Person
from justice_portal.people.search import remember, remembered
from justice_portal.tables import PAGE, Table, changed, text_of
from reporting.dashboards.columns import Row
from reporting.dashboards.figures import Caseload
from reporting.dashboards.forms import CaseloadFilter, FindForm, PrintForm
from reporting.dashboards.needs import sections
from reporting.dashboards.pictures import pictures
from reporting.dashboards.rules import RULES

#: More people than this on one list is more than any prison holds: a CSV of it is refused.
MOST_ROWS = 10_000


def of_staff_only(request: HttpRequest) -> None:
    """The dashboard is not there for those whose roles have none."""
    if not request.user.holds(Permission.DASHBOARD_VIEW):
        raise Http404


def asked(request: HttpRequest, sent: QueryDict) -> tuple[CaseloadFilter, Caseload]:
    """The list that an address, or a form with the same fields, asks for."""
    form = CaseloadFilter(sent, reader=request.user)
    found = Caseload(request.user)
    typed = remembered(request.session, sent.get("find", "")[:20])
    found.wanted = form.wanted(found.columns, typed)
    return form, found


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Who needs the reader today and why; and how everybody is doing, in figures."""
    of_staff_only(request)
    found = sections(RULES, request.user)
    shown = {need.person for section in found for need in section.needs} - {None}
    counts = {section.rule.code: section.count for section in found if section.count}
    record(request.user, "dashboards.today_viewed", Person, subjects=sorted(shown), counts=counts)
    context = {
        "sections": [section for section in found if section.count],
        "quiet": [section.rule for section in found if not section.count],
        "totals": Caseload(request.user).totals,
        "pictures": pictures(request.user),
        "as_of": clock.now(),
    }
    return render(request, "reporting/dashboards/today.html", context)


@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    """Everybody within the reader's reach, 25 at a time."""
    of_staff_only(request)
    form, found = asked(request, request.GET)
    paging = paged(found.rows(), request.GET)
    rows = [Row(*values) for values in paging.rows]
    record(
        request.user, "dashboards.caseload_viewed", Person, subjects=[row.person for row in rows],
        page=paging.page.number, **found.wanted.facts,
    )  # fmt: skip
    table = Table(
        caption=_("Caseload"),
        columns=found.columns,
        rows=[found.cells(row) for row in rows],
        query=request.GET,
        sort=found.wanted.sort,
        totals=found.totals_row if rows else (),
    )
    context = {
        "form": form,
        "find": FindForm(initial={"q": found.wanted.find}),
        "found": found,
        "table": table,
        "paging": paging,
        "query": request.GET.urlencode(),
        "is_narrowed": bool(found.wanted.facts),
        "on_paper": PrintForm(initial={"query": request.GET.urlencode()}),
    }
    return render(request, "reporting/dashboards/caseload.html", context)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """What was typed goes to the session, so that no address holds a name."""
    of_staff_only(request)
    form = FindForm(request.POST)
    kept = QueryDict(request.POST.get("query", "")[:1000], mutable=True)
    typed = form.cleaned_data["q"].strip() if form.is_valid() else ""
    word = remember(request.session, typed) if typed else None
    return redirect(f"{reverse('dashboards:caseload')}{changed(kept, find=word, **{PAGE: None})}")


@require_safe
def caseload_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole list as it is narrowed and sorted, cell by cell what the page shows."""
    of_staff_only(request)
    form, found = asked(request, request.GET)
    if form.errors:
        return redirect(f"{reverse('dashboards:caseload')}?{request.GET.urlencode()}")
    rows = [Row(*values) for values in found.rows()[: MOST_ROWS + 1]]
    export = Export("dashboards:caseload-csv", found.wanted.kept(), len(rows), request.get_full_path())
    if (given := taking(request.user, export)) is None and len(rows) <= MOST_ROWS:
        return ask_first(request, export)
    response = csv_response(
        _("Caseload"),
        [str(column.label) for column in found.columns],
        [[text_of(cell) for cell in found.cells(row)] for row in rows],
        count=found.count() if len(rows) > MOST_ROWS else len(rows),
        limit=MOST_ROWS,
        mark=given.mark if given else "",
    )
    record(
        request.user, "dashboards.caseload_exported", Person, subjects=[row.person for row in rows],
        rows=len(rows), **found.wanted.facts, **(given.facts if given else {}),
    )  # fmt: skip
    return response
