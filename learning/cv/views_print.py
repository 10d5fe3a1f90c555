"""A CV as staff read it, and the print of one, for the person and for staff."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal import files
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.file_links import on_the_way
from justice_portal.people import tabs
from justice_portal.people.models import Person
from learning.courses.forms import key_of
from learning.cv import actions
from learning.cv.forms import FORMS, PrintForm
from learning.cv.models import CV, CVHelp, CVPrint
from learning.cv.parts import Part, longest_first
from learning.cv.sheet import sheet_of
from learning.cv.views import cv_of, last_print

TAB = "cv:for-person"
MOST_HELPS = 5


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of a person's page: the CV as it will print."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.LEARNING_VIEW), pk=pk)
    if person.user_id == request.user.pk:
        return redirect("cv:mine")
    cv, jobs = cv_of(request.user, person)
    record(request.user, "cv.viewed", person)
    context = {"person": person, "cv": cv, "sheet": sheet_of(person, cv, jobs), "form": PrintForm()}
    helps = CVHelp.objects.visible_to(request.user).filter(person=person).select_related("written_by")
    context["helps"] = [{"help": one, "part": Part(one.part)} for one in helps[:MOST_HELPS]]
    context["helped"] = [Part(one).label for one in cv.helped] if cv else []
    context["writable"] = list(FORMS) if may(request.user, Permission.LEARNING_ASSIGN, person) else []
    context |= {"last": last_print(request.user, cv), **tabs.head(request.user, person, TAB)}
    return render(request, "learning/cv/person.html", context)


@require_POST
def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have it printed as it is now."""
    cv = get_object_or_404(CV.objects.visible_to(request.user).select_related("person"), pk=pk)
    made = actions.print_cv(cv, key=key_of(request.POST), by=request.user)
    return redirect("cv:print", pk=made.pk)


@require_safe
def printing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the file is, and the way to print it; or what to shorten."""
    made = _print(request, pk)
    person = made.cv.person
    own = person.user_id == request.user.pk
    job = made.job if made.asked_by_id == request.user.pk else None
    head: dict[str, Any] = {} if own else tabs.head(request.user, person, TAB)
    context = {"made": made, "person": person, "own": own, "job": job, **head}
    context["can_retry"] = bool(job and job.can_be_retried(by_manager=request.user.holds(Permission.JOB_MANAGE)))
    if made.is_too_long:
        cv, jobs = cv_of(request.user, person)
        context["longest"] = longest_first(cv, jobs)[:2] if cv else []
    return render(request, "learning/cv/print.html", context)


@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The page, to print or to send."""
    made = _print(request, pk)
    if not made.is_ready:
        raise DomainError(_("This file is not ready yet."))
    if way := on_the_way(request):
        return way
    record(request.user, "cv.printed", made)
    return files.download(made.path, title="cv", content_type="application/pdf")


def _print(request: HttpRequest, pk: UUID) -> CVPrint:
    rows = CVPrint.objects.visible_to(request.user).select_related("cv__person", "asked_by", "job")
    found: CVPrint = get_object_or_404(rows, pk=pk)
    return found
