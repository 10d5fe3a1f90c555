"""Waiting for a place, for the person; what comes before a course and how many places it has, for staff."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from justice_portal import clock
from justice_portal.access import Permission, places_for, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from learning.courses import actions_terms
from learning.courses.forms import key_of
from learning.courses.forms_terms import NeedsForm, PlacesForm
from learning.courses.models import Course, Version
from learning.courses.terms import CoursePlaces, WaitingPlace, may_see_terms
from learning.courses.views import learner_of


@require_POST
def wait(request: HttpRequest, code: str) -> HttpResponse:
    learner = learner_of(request.user)
    chosen = get_object_or_404(Course.objects.visible_to(request.user), code=code)
    actions_terms.wait_for_place(learner, key=key_of(request.POST), course=chosen, by=request.user)
    messages.success(request, _("You are on the list. We tell you when there is a place for you."))
    return redirect("courses:course", code)


@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = WaitingPlace.objects.within(request.user, Permission.LEARNING_DO).select_related("course", "person")
    waiting = get_object_or_404(mine, pk=pk)
    actions_terms.stop_waiting(waiting, by=request.user)
    messages.info(request, _("You are off the list."))
    return redirect("courses:course", waiting.course.code)


@require_POST
def take_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = WaitingPlace.objects.within(request.user, Permission.LEARNING_ASSIGN).select_related("course", "person")
    waiting = get_object_or_404(rows, pk=pk)
    actions_terms.take_off_waiting(waiting, by=request.user)
    return redirect("courses:terms", waiting.course.code)


@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, code: str) -> HttpResponse:
    """What comes first, how many places there are, and who waits."""
    if not may_see_terms(request.user):
        require(request.user, Permission.LEARNING_ASSIGN, WaitingPlace)
    course = get_object_or_404(Course.objects.visible_to(request.user), code=code)
    sent = request.POST.get("what") if request.method == "POST" else ""
    needs = NeedsForm(request.POST if sent == "needs" else None, user=request.user, course=course)
    places = PlacesForm(request.POST if sent == "places" else None, user=request.user)
    chosen = {"needs": needs, "places": places}.get(sent or "")
    if chosen is not None and chosen.is_valid():
        try:
            _save(request, course, chosen)
        except DomainError as error:
            chosen.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. It holds from now on. Who is on the course already stays on it."))
            return redirect("courses:terms", code)
    return _page(request, course, needs, places, chosen)


def _save(request: HttpRequest, course: Course, form: Any) -> None:
    if isinstance(form, NeedsForm):
        actions_terms.set_needs(course, first=form.courses, by=request.user)
    else:
        given = form.cleaned_data
        actions_terms.set_places(given["place"], course=course, places=given["places"], by=request.user)


def _page(request: HttpRequest, course: Course, needs: Any, places: Any, chosen: Any) -> HttpResponse:
    rows = WaitingPlace.objects.within(request.user, Permission.LEARNING_ASSIGN).waiting().filter(course=course)
    waiting = list(rows.select_related("person__establishment"))
    record(request.user, "course.terms_viewed", course, subjects=[one.person_id for one in waiting])
    limits = CoursePlaces.objects.within(request.user, Permission.LEARNING_ASSIGN).filter(course=course)
    version = Version.objects.visible_to(request.user).filter(course=course).order_by("-number").first()
    page = {
        "course": course,
        "version": version,
        "needs": needs if request.user.holds(Permission.COURSE_WRITE) else None,
        "places": places if places_for(request.user, Permission.LEARNING_ASSIGN).exists() else None,
        "limits": limits.select_related("establishment").order_by("establishment__name"),
        "waiting": [{"row": one, "days": (clock.now() - one.asked_at).days} for one in waiting],
        "form": chosen,
    }
    return render(request, "learning/courses/terms.html", page)
