"""Attendance across the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.paging import paged
from justice_portal.tables import Table
from learning.attendance.forms import SpanForm
from learning.attendance.list_kinds import ATTENDANCE
from learning.attendance.models import RegisterMark
from learning.attendance.report import days_of
from learning.lists.kinds import offer


@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """Who came, who could not, who did not: of everybody with a register in these days."""
    require(request.user, Permission.LEARNING_ASSIGN, RegisterMark)
    wanted = ATTENDANCE.wanted(request.GET)
    found = ATTENDANCE.build(request.user, wanted)
    paging = paged(found.rows, request.GET)
    shown = list(paging.rows)
    record(request.user, "attendance.viewed", RegisterMark, subjects=[person for person, _cells in shown])
    table = Table(found.title, found.columns, [cells for _person, cells in shown], query=request.GET)
    from_on, to_on = days_of(wanted)
    page = {"form": SpanForm(request.GET), "table": table, "paging": paging, "from_on": from_on, "to_on": to_on}
    page |= {"count": len(found.rows), "offer": offer(ATTENDANCE, wanted)}
    return render(request, "learning/attendance/site.html", page)
