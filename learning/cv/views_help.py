"""A part of the CV that staff wrote beside the person: written by staff, looked at and agreed to by the person."""

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
from justice_portal.keys import uuid7
from justice_portal.notify import seen
from justice_portal.people import tabs
from justice_portal.people.models import Person
from learning.courses.forms import key_of
from learning.cv import actions_help
from learning.cv.forms import FORMS
from learning.cv.models import CV, CVHelp
from learning.cv.parts import FIELDS, Part
from learning.cv.sheet import sheet_of
from learning.cv.views import cv_of, only_part, part_form
from rehab.care.pages import myself

TAB = "cv:for-person"


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: UUID, part: str) -> HttpResponse:
    """Staff write a part while the person sits beside them."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.LEARNING_ASSIGN), pk=pk)
    if part not in FORMS or person.user_id == request.user.pk:
        raise Http404
    which = Part(part)
    cv, _jobs = cv_of(request.user, person)
    form = part_form(request, person, which, cv)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in FIELDS[which]}
        try:
            actions_help.write_beside(person, key=key_of(request.POST), part=part, values=given, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kept. It is on their CV when they agree to it on their own page."))
            return redirect(TAB, pk)
    record(request.user, "cv.viewed", person)
    page = {"person": person, "part": which, "form": form, "key": request.POST.get("key") or uuid7()}
    return render(request, "learning/cv/beside.html", {**page, **tabs.head(request.user, person, TAB)})


@require_safe
def look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What staff wrote with me, beside what my CV says now."""
    found = _offered(request, pk)
    seen(request.user, found)
    cv, jobs = cv_of(request.user, found.person)
    which = Part(found.part)
    now = only_part(which, sheet_of(found.person, cv, jobs))
    then = only_part(which, sheet_of(found.person, as_cv(found), []))
    page = {"help": found, "part": which, "now": now, "then": then}
    return render(request, "learning/cv/look.html", page)


def as_cv(found: CVHelp) -> CV:
    """The part as a CV that is never kept: to show it as it would look."""
    return CV(
        person=found.person, **{name: found.values[name] for name in FIELDS[Part(found.part)] if name in found.values}
    )


@require_POST
def use(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions_help.use_help(_offered(request, pk), by=request.user)
    messages.success(request, _("Saved. Your CV has it now."))
    return redirect("cv:mine")


@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions_help.leave_help(_offered(request, pk), by=request.user)
    messages.info(request, _("Your CV stays as it is."))
    return redirect("cv:mine")


def _offered(request: HttpRequest, pk: UUID) -> CVHelp:
    me: Any = myself(request, Permission.LEARNING_DO)
    rows = CVHelp.objects.visible_to(request.user).filter(person=me).select_related("person", "written_by")
    found: CVHelp = get_object_or_404(rows, pk=pk)
    return found
