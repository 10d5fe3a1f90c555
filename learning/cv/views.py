"""The person's own pages of the CV: how it will look, and one page for each part."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from learning.cv import actions
from learning.cv.forms import FORMS, WITH_COURSES, JobForm, PrintForm
from learning.cv.models import CV, CVHelp, CVJob, CVPrint
from learning.cv.parts import FIELDS, MOST_JOBS, Part, is_filled
from learning.cv.sheet import CVSheet, finished, sheet_of, work_goals
from rehab.care.pages import myself

JOB_FIELDS = ("what", "where", "when", "did")


def cv_of(user: Any, person: Person) -> tuple[CV | None, list[CVJob]]:
    """The CV as this reader may see it, and its jobs."""
    cv = CV.objects.visible_to(user).filter(person=person).first()
    return cv, list(CVJob.objects.visible_to(user).filter(cv=cv)) if cv else []


def last_print(user: Any, cv: CV | None) -> CVPrint | None:
    """The newest print of the CV as it is now."""
    return CVPrint.objects.visible_to(user).filter(cv=cv, cv_version=cv.version).first() if cv else None


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The CV as it will print, and its parts to fill in."""
    person = myself(request, Permission.LEARNING_DO)
    cv, jobs = cv_of(request.user, person)
    parts = [{"part": one, "is_filled": is_filled(one, cv, jobs)} for one in Part]
    record(request.user, "cv.viewed", person)
    waiting = CVHelp.objects.visible_to(request.user).filter(person=person, status=CVHelp.Status.WAITING)
    context = {"cv": cv, "sheet": sheet_of(person, cv, jobs), "parts": parts, "form": PrintForm()}
    context["helps"] = [{"help": one, "part": Part(one.part)} for one in waiting.select_related("written_by")]
    context["helped"] = [Part(one).label for one in cv.helped] if cv else []
    return render(request, "learning/cv/mine.html", {**context, "last": last_print(request.user, cv)})


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, part: str) -> HttpResponse:
    """One part to write. What somebody changed in between stands beside what was typed."""
    if part not in FORMS:
        raise Http404
    person, which = myself(request, Permission.LEARNING_DO), Part(part)
    cv, jobs = cv_of(request.user, person)
    form = part_form(request, person, which, cv)
    theirs = None
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in FIELDS[which]}
        version = form.cleaned_data["version"]
        try:
            actions.write_part(person, part=which, values=given, version=version, by=request.user)
        except actions.CVChanged as changed:
            theirs = only_part(which, sheet_of(person, changed.cv, jobs))
            _ask_again(form, changed)
        else:
            messages.success(request, _("Saved. Your CV has it now."))
            return redirect("cv:mine")
    goals = work_goals(request.user, person) if which in {Part.ABOUT, Part.SKILLS} else []
    context = {"part": which, "form": form, "goals": goals, "theirs": theirs}
    return render(request, "learning/cv/part.html", context)


def part_form(request: HttpRequest, person: Person, which: Part, cv: CV | None) -> Any:
    start = {"version": 0} if cv is None else {name: getattr(cv, name) for name in (*FIELDS[which], "version")}
    more = {"done": finished(request.user, person)} if which in WITH_COURSES else {}
    return FORMS[which](request.POST if request.method == "POST" else None, initial=start, **more)


def only_part(which: Part, sheet: CVSheet) -> CVSheet:
    """That part of the page alone."""
    name = which.value
    return CVSheet(sheet.name, **{name: getattr(sheet, name)})


def _ask_again(form: Any, changed: actions.CVChanged) -> None:
    """The form with what was typed: sent once more, it is what counts."""
    form.add_error(None, str(changed))
    form.data = form.data.copy()
    form.data["version"] = str(changed.cv.version)


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The jobs on the CV, each to change."""
    cv, jobs = cv_of(request.user, myself(request, Permission.LEARNING_DO))
    return render(request, "learning/cv/work.html", {"jobs": jobs, "is_full": len(jobs) >= MOST_JOBS, "cv": cv})


@require_http_methods(["GET", "POST"])
def job_add(request: HttpRequest) -> HttpResponse:
    person = myself(request, Permission.LEARNING_DO)
    cv, _jobs = cv_of(request.user, person)
    form = JobForm(request.POST or None, initial={"version": cv.version if cv else 0})
    return _write_job(request, person, form, None)


@require_http_methods(["GET", "POST"])
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    person, found = myself(request, Permission.LEARNING_DO), _job(request, pk)
    start = {name: getattr(found, name) for name in JOB_FIELDS}
    form = JobForm(request.POST or None, initial={**start, "key": found.pk, "version": found.cv.version})
    return _write_job(request, person, form, found)


def _write_job(request: HttpRequest, person: Person, form: JobForm, found: CVJob | None) -> HttpResponse:
    theirs = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        key = found.pk if found else data["key"]
        given = {name: data[name] for name in JOB_FIELDS}
        try:
            actions.write_job(person, key=key, values=given, version=data["version"], by=request.user)
        except actions.CVChanged as changed:
            theirs = CVSheet(str(person), jobs=[found] if found else [])
            _ask_again(form, changed)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. Your CV has it now."))
            return redirect("cv:work")
    return render(request, "learning/cv/job.html", {"form": form, "job": found, "theirs": theirs})


@require_POST
def job_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    myself(request, Permission.LEARNING_DO)
    actions.remove_job(_job(request, pk), by=request.user)
    messages.info(request, _("Taken away from your CV."))
    return redirect("cv:work")


def _job(request: HttpRequest, pk: UUID) -> CVJob:
    rows = CVJob.objects.visible_to(request.user).select_related("cv__person")
    found: CVJob = get_object_or_404(rows.filter(cv__person__user=request.user), pk=pk)
    return found
