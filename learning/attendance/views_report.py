"""Attendance across the site, as a page and as CSV."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.csv_export import csv_response
from justice_portal.exports.taking import Export, ask_first, taking
from justice_portal.paging import paged
from justice_portal.tables import Table, text_of
from learning.attendance.forms import SpanForm
from learning.attendance.models import RegisterMark
from learning.attendance.report import COLUMNS, rows

USUAL = timedelta(days=28)
LONGEST = timedelta(days=400)


def _asked(request: HttpRequest) -> tuple[SpanForm, date, date]:
    require(request.user, Permission.LEARNING_ASSIGN, RegisterMark)
    form = SpanForm(request.GET)
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    to_on = given.get("to_on") or clock.today()
    from_on = given.get("from_on") or to_on - USUAL
    return form, max(from_on, to_on - LONGEST), to_on


@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """Who came, who could not, who did not: of everybody with a register in these days."""
    form, from_on, to_on = _asked(request)
    found = rows(request.user, from_on, to_on)
    paging = paged(found, request.GET)
    shown = list(paging.rows)
    record(request.user, "attendance.viewed", RegisterMark, subjects=[person for person, _cells in shown])
    table = Table(_("Attendance"), COLUMNS, [cells for _person, cells in shown], query=request.GET, sort="")
    page = {"form": form, "table": table, "paging": paging, "from_on": from_on, "to_on": to_on}
    page |= {"count": len(found), "query": request.GET.urlencode()}
    return render(request, "learning/attendance/site.html", page)


@require_safe
def site_csv(request: HttpRequest) -> HttpResponseBase:
    """The same rows, to take away."""
    _form, from_on, to_on = _asked(request)
    found = rows(request.user, from_on, to_on)
    wanted = {"from_on": str(from_on), "to_on": str(to_on)}
    export = Export("attendance:site-csv", wanted, len(found), request.get_full_path())
    if (given := taking(request.user, export)) is None:
        return ask_first(request, export)
    people = [person for person, _cells in found]
    facts = given.facts if given else {}
    record(request.user, "attendance.exported", RegisterMark, subjects=people, rows=len(found), **facts)
    return csv_response(
        _("Attendance"),
        [str(column.label) for column in COLUMNS],
        (list(map(text_of, cells)) for _person, cells in found),
        count=len(found),
        mark=given.mark if given else "",
    )
