"""The list of jobs, for staff who look after it: read, bring up to date, close, clear away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, require
from justice_portal.csv_input import BadFileError
from justice_portal.paging import paged
from learning.vacancies import actions
from learning.vacancies.forms import FileForm, StaffFindForm
from learning.vacancies.importer import COLUMNS, read_vacancies
from learning.vacancies.models import GOES_AFTER, Vacancy, VacancyQuerySet
from learning.vacancies.search import matching


def _rows(request: HttpRequest) -> VacancyQuerySet:
    require(request.user, Permission.COURSE_WRITE, Vacancy)
    rows: VacancyQuerySet = Vacancy.objects.within(request.user, Permission.COURSE_WRITE)
    return rows


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All jobs, those that close first on top."""
    rows, form = _rows(request), StaffFindForm(request.GET)
    chosen = form.chosen()
    narrowed = {"": rows.open, "closed": rows.closed, "all": rows.all}.get(chosen["state"], rows.open)()
    paging = paged(matching(narrowed, words=chosen["words"]), request.GET)
    page: dict[str, Any] = {"form": form, "paging": paging, "old": rows.long_closed().count()}
    return render(request, "learning/vacancies/staff.html", page | {"days": GOES_AFTER.days})


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """A file with jobs: all of it, or what is wrong with each row."""
    _rows(request)
    form = FileForm(request.POST or None, request.FILES or None)
    problems: list[Any] = []
    if form.is_valid():
        try:
            facts = read_vacancies(form.cleaned_data["file"].read())
            loaded = actions.load_vacancies(Vacancy, facts=facts, by=request.user)
        except BadFileError as error:
            problems = error.problems
            form.add_error("file", _("Nothing was taken in. The list below says what to put right."))
        else:
            told = {"added": loaded.added, "changed": loaded.changed, "same": loaded.same}
            said = _("New: %(added)s. Changed: %(changed)s. The same: %(same)s.") % told
            messages.success(request, said)
            return redirect("vacancies:staff")
    page = {"form": form, "problems": problems, "columns": COLUMNS}
    return render(request, "learning/vacancies/import.html", page, status=400 if problems else 200)


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.close_vacancy(get_object_or_404(_rows(request), pk=pk), by=request.user)
    messages.success(request, _("Closed. Who keeps it on their list reads that it is closed."))
    return redirect("vacancies:staff")


@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.reopen_vacancy(get_object_or_404(_rows(request), pk=pk), by=request.user)
    messages.success(request, _("Open again, until its last day."))
    return redirect("vacancies:staff")


@require_POST
def purge(request: HttpRequest) -> HttpResponse:
    _rows(request)
    count = actions.purge_vacancies(Vacancy, by=request.user)
    said = ngettext("%(n)s old job is cleared away.", "%(n)s old jobs are cleared away.", count) % {"n": count}
    messages.success(request, said if count else _("There was nothing to clear away."))
    return redirect("vacancies:staff")
