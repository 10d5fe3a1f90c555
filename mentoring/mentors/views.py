"""The mentors of a prison, as its managers see them."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from justice_portal.access import Permission
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from mentoring.mentors import actions
from mentoring.mentors.forms import AddMentorForm, MentorForm, RenewForm
from mentoring.mentors.models import Mentor

A_PAGE = 50
KEPT = ("called", "kind", "languages", "helps_with", "interests")


@require_GET
def mentors(request: HttpRequest) -> HttpResponse:
    """The mentors whom the reader looks after, those whose vetting ends first at the top."""
    _refuse_unless_manager(request)
    found = Mentor.objects.within(request.user, Permission.MATCH_MANAGE).for_list().order_by("vetted_until_on", "pk")
    return render(request, "mentoring/mentors/mentors.html", {"paging": paged(found, request.GET, A_PAGE)})


@require_http_methods(["GET", "POST"])
def mentor_add(request: HttpRequest) -> HttpResponse:
    _refuse_unless_manager(request)
    form = AddMentorForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.add_mentor(given.pop("establishment"), **given, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("mentors:list")
    return render(request, "mentoring/mentors/mentor_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
def mentor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a mentor speaks, likes and helps with; the vetting has a page of its own."""
    found = _mentor(request, pk)
    form = MentorForm(request.POST or None, initial={name: getattr(found, name) for name in KEPT})
    if form.is_valid():
        actions.change_mentor(found, **form.cleaned_data, by=request.user)
        return redirect("mentors:list")
    return render(request, "mentoring/mentors/mentor.html", {"mentor": found, "form": form})


@require_http_methods(["GET", "POST"])
def vetting(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _mentor(request, pk)
    days = {"vetted_until_on": found.vetted_until_on, "under_18_until_on": found.under_18_until_on}
    form = RenewForm(request.POST or None, initial=days)
    if form.is_valid():
        actions.renew_vetting(found, **form.cleaned_data, by=request.user)
        return redirect("mentors:list")
    return render(request, "mentoring/mentors/vetting.html", {"mentor": found, "form": form})


def _mentor(request: HttpRequest, pk: UUID) -> Mentor:
    mentors_here = Mentor.objects.within(request.user, Permission.MATCH_MANAGE).select_related("user", "establishment")
    return get_object_or_404(mentors_here, pk=pk)


def _refuse_unless_manager(request: HttpRequest) -> None:
    if not request.user.holds(Permission.MATCH_MANAGE):
        raise PermissionDenied
