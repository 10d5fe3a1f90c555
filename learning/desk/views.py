"""The tutor's desk: how far a class is, and who has gone quiet."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.paging import paged
from justice_portal.tables import Table
from learning.desk.forms import GridForm
from learning.desk.grid import class_of, courses_of
from learning.desk.list_kinds import GRID, QUIET
from learning.desk.quiet import CAUSES, figures
from learning.lists.kinds import offer
from learning.record_store.models import CourseProgress


@require_safe
def class_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """People by courses, or by the lessons of one course."""
    taught = class_of(request.user, str(pk))
    form = GridForm(request.GET, courses=courses_of(request.user, taught))
    wanted = {"class": str(pk), **({"course": form.chosen} if form.chosen else {})}
    found = GRID.build(request.user, wanted)
    record(request.user, "desk.grid_viewed", taught, subjects=found.people)
    table = Table(found.title, found.columns, found.cells, query=request.GET)
    page = {"taught": taught, "form": form, "table": table, "count": len(found.rows), "as_of": clock.now()}
    return render(request, "learning/desk/grid.html", {**page, "offer": offer(GRID, wanted)})


@require_safe
def gone_quiet(request: HttpRequest) -> HttpResponse:
    """Those who stopped, the longest first, with what is written down since."""
    require(request.user, Permission.LEARNING_ASSIGN, CourseProgress)
    everybody = QUIET.build(request.user, {})
    wanted = {name: value for name, value in QUIET.wanted(request.GET).items() if value in CAUSES}
    found = QUIET.build(request.user, wanted) if wanted else everybody
    paging = paged(found.rows, request.GET)
    shown = list(paging.rows)
    record(request.user, "desk.quiet_viewed", CourseProgress, subjects=[person for person, _cells in shown])
    table = Table(found.title, found.columns, [cells for _person, cells in shown], query=request.GET)
    page = {"table": table, "paging": paging, "count": len(found.rows), "figures": figures(everybody)}
    page |= {"why": wanted.get("why", ""), "as_of": clock.now(), "offer": offer(QUIET, wanted)}
    return render(request, "learning/desk/quiet.html", page)
