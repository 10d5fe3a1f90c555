"""Courses given to many at once, and the day to finish one by."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from justice_portal.access import Permission, require
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from learning.courses.actions import set_due
from learning.courses.models import Enrolment
from learning.learners.actions import assign_to_class, assign_to_wing
from learning.learners.forms import ClassAssignForm, DueForm, WingAssignForm


@require_http_methods(["GET", "POST"])
def assign_wing(request: HttpRequest) -> HttpResponse:
    """Give a course to everybody on a wing within reach."""
    require(request.user, Permission.LEARNING_ASSIGN, Enrolment)
    form = WingAssignForm(request.POST or None, user=request.user)
    return _assign(request, form, "wing", assign_to_wing, "learning/learners/assign_wing.html")


@require_http_methods(["GET", "POST"])
def assign_class(request: HttpRequest) -> HttpResponse:
    """Give a course to everybody in a class or group."""
    require(request.user, Permission.LEARNING_ASSIGN, Enrolment)
    form = ClassAssignForm(request.POST or None, user=request.user, initial={"taught": request.GET.get("class", "")})
    return _assign(request, form, "taught", assign_to_class, "learning/learners/assign_class.html")


def _assign(request: HttpRequest, form: Any, to: str, act: Any, template: str) -> HttpResponse:
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            count = act(given.pop(to), **given, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("It is on %(count)s list now.", "It is on %(count)s lists now.", count)
            messages.success(request, said % {"count": count} if count else _("Everybody there has it already."))
            return redirect("learners:report")
    return render(request, template, {"form": form})


@require_http_methods(["GET", "POST"])
def due(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The day to finish a course by."""
    rows = Enrolment.objects.within(request.user, Permission.LEARNING_ASSIGN).live()
    found = get_object_or_404(rows.select_related("person", "version"), pk=pk)
    form = DueForm(request.POST or None, initial={"due_on": found.due_on})
    if request.method == "POST" and form.is_valid():
        try:
            set_due(found, due_on=form.cleaned_data["due_on"], by=request.user)
        except DomainError as error:
            form.add_error("due_on", str(error))
        else:
            messages.success(request, _("Saved. They see it on the page of the course."))
            return redirect("learners:person", found.person_id)
    page = {"form": form, "title": found.version.name, **tabs.head(request.user, found.person, "learners:person")}
    return render(request, "learning/learners/due.html", {**page, "person": found.person})
