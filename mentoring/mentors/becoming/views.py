"""The public page "Become a mentor", behind a switch, and the list from which managers invite."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts import throttle
from justice_portal.accounts.device_cookie import remember_device
from justice_portal.accounts.models import Door
from justice_portal.accounts.zones import staff_only_zone
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.switches.codes import is_on
from mentoring.mentors.becoming import actions
from mentoring.mentors.becoming.forms import InterestForm
from mentoring.mentors.becoming.models import MentorInterest

A_PAGE = 50
SWITCH = "mentoring.public_page"


def _must_be_on() -> None:
    if not is_on(SWITCH):
        raise Http404


@staff_only_zone
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def become(request: HttpRequest) -> HttpResponse:
    """What a mentor does, and the form. New, known and asked already: the same answer (T26)."""
    _must_be_on()
    form = InterestForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _tell(request, form):
        return redirect("becoming:thanks")
    response = render(request, "mentoring/becoming/become.html", {"form": form})
    remember_device(request, response)
    return response


def _tell(request: HttpRequest, form: InterestForm) -> bool:
    given = dict(form.cleaned_data)
    attempt = throttle.take_place(request, Door.STAFF, f"mentor {given['email'].lower()}")
    if attempt is None or attempt.was_refused:
        form.add_error(None, _("That was too often. Please try again in an hour."))
        return False
    try:
        actions.tell_interest(given.pop("establishment"), **given, by=SYSTEM)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


@staff_only_zone
@login_not_required
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    _must_be_on()
    return render(request, "mentoring/becoming/thanks.html")


@require_safe
def interested(request: HttpRequest) -> HttpResponse:
    """Managers: who wrote on the public page, the oldest first."""
    if not request.user.holds(Permission.MATCH_MANAGE):
        raise PermissionDenied
    rows = MentorInterest.objects.visible_to(request.user).waiting().select_related("establishment")
    paging = paged(rows, request.GET, A_PAGE)
    record(request.user, "mentors.interested_viewed", MentorInterest, count=len(paging.rows))
    return render(request, "mentoring/becoming/list.html", {"paging": paging, "is_on": is_on(SWITCH)})


@require_POST
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, actions.invite_interested, _("A second person is asked now. Then the email goes."))


@require_POST
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, actions.refuse_interested, _("Saved. They are not invited."))


def _decide(request: HttpRequest, pk: UUID, act: Callable[..., Any], said: str) -> HttpResponse:
    rows = MentorInterest.objects.within(request.user, Permission.MATCH_MANAGE).select_related("establishment")
    act(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, said)
    return redirect("becoming:list")
