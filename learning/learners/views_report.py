"""The class report: a page of it, and all of it as CSV."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.csv_export import csv_response
from justice_portal.exports.taking import Export, ask_first, taking
from justice_portal.paging import paged
from justice_portal.tables import Table, chosen_sort, text_of
from learning.learners.forms import ReportFilter
from learning.learners.list_kinds import CLASS_REPORT
from learning.learners.report import COLUMNS, NEWEST_FIRST, Report
from learning.lists.kinds import offer
from learning.record_store.models import CourseProgress

#: More rows than any one prison can have. Who needs more than that asks for less at a time.
MOST_ROWS = 50_000


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """Who is learning what, and how far they are: 25 at a time, with totals."""
    form, found = _report(request)
    paging = paged(found, request.GET)
    rows = list(paging.rows)
    _record(request, "class_report.viewed", found, [row.person_id for row in rows])
    table = Table(_("Learners"), COLUMNS, map(found.cells, rows), query=request.GET, sort=found.wanted.sort)
    page = {"form": form, "report": found, "table": table, "paging": paging, "query": request.GET.urlencode()}
    page["offer"] = offer(CLASS_REPORT, CLASS_REPORT.wanted(request.GET))
    return render(request, "learning/learners/report.html", page)


@require_GET
def report_csv(request: HttpRequest) -> HttpResponseBase:
    """Every row of the report as it is narrowed and sorted now."""
    _form, found = _report(request)
    count = found.count()
    wanted = {name: str(value) for name, value in asdict(found.wanted).items() if value}
    export = Export("learners:report-csv", wanted, count, request.get_full_path())
    if (given := taking(request.user, export)) is None and count <= MOST_ROWS:
        return ask_first(request, export)
    response = csv_response(
        _("Class report"),
        [str(column.label) for column in COLUMNS],
        (list(map(text_of, found.cells(row))) for row in found),
        count=count,
        limit=MOST_ROWS,
        mark=given.mark if given else "",
    )
    _record(request, "class_report.exported", found, found.people(), rows=count, **(given.facts if given else {}))
    return response


def _report(request: HttpRequest) -> tuple[ReportFilter, Report]:
    require(request.user, Permission.LEARNING_ASSIGN, CourseProgress)
    form = ReportFilter(request.GET, user=request.user)
    wanted = form.wanted(chosen_sort(request.GET, COLUMNS, NEWEST_FIRST))
    return form, Report(request.user, wanted)


def _record(request: HttpRequest, event: str, found: Report, people: list, **facts: object) -> None:
    asked = found.wanted
    narrowed = {"establishment": asked.establishment, "wing": asked.wing, "course": asked.course, "state": asked.state}
    given = {name: value for name, value in narrowed.items() if value}
    record(request.user, event, CourseProgress, subjects=people, **given, **facts)
