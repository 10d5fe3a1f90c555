"""Choosing whom to write to, and the desk of staff: who waits for an answer of theirs."""

from typing import Any
from uuid import UUID

from django.contrib import messages as banners
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from mentoring.matching.threads.models import Thread
from mentoring.matching.threads.staffed import colleagues_of
from mentoring.messages.conversation import lines_of
from mentoring.talks import actions
from mentoring.talks.choices import choices_of, roles_for
from mentoring.talks.figures import count_waiting, desk_of
from mentoring.talks.forms import ChooseForm, HandForm

A_PAGE = 25


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The person says whom they want to write to."""
    person = Person.objects.within(request.user, Permission.MESSAGE_SEND).filter(user=request.user.pk).first()
    if person is None:
        raise Http404
    form = ChooseForm(request.POST or None, choices=choices_of(person))
    if form.is_valid():
        try:
            thread = actions.open_own_talk(person, choice=form.choice, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("messages:thread", thread.pk)
    return render(request, "mentoring/talks/choose.html", {"form": form, "choices": form.by_code.values()})


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Staff: threads that they answer, the longest wait first; or all of them, the newest first."""
    if not request.user.holds(Permission.TALK):
        raise PermissionDenied
    is_all = request.GET.get("show") == "all"
    paging = paged(desk_of(request.user, is_all=is_all), request.GET, A_PAGE)
    rows = list(paging.rows)
    record(request.user, "talks.listed", Thread, subjects={one.person_id for one in rows})
    context = {
        "paging": paging,
        "lines": lines_of(rows, request.user),
        "is_all": is_all,
        "waiting": count_waiting(request.user),
    }
    return render(request, "mentoring/talks/desk.html", context)


@require_http_methods(["GET", "POST"])
def hand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a colleague answer."""
    found = _mine(request, pk)
    form = HandForm(request.POST or None, colleagues=colleagues_of(found, request.user))
    if form.is_valid():
        try:
            actions.hand_over(found, to=form.cleaned_data["to"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            banners.success(request, _("Handed over. Your colleague and the person are told."))
            return redirect("talks:desk")
    record(request.user, "messages.thread_viewed", found, subjects=[found.person_id])
    has_any = form.fields["to"].queryset.exists()
    return render(request, "mentoring/talks/hand.html", {"thread": found, "form": form, "has_any": has_any})


@require_POST
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What waits needs no answer."""
    actions.settle_talk(_mine(request, pk), by=request.user)
    banners.success(request, _("It waits no more. The person can write again at any time."))
    return redirect("talks:desk")


@require_http_methods(["GET", "POST"])
def of_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff: the threads with one person that they answer, and beginning one."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.TALK), pk=pk)
    form = ChooseForm(request.POST or None, choices=roles_for(request.user, person))
    if form.is_valid():
        try:
            thread = actions.open_talk(person, choice=form.choice, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("talks:thread", thread.pk)
    rows = list(desk_of(request.user, is_all=True).filter(person=person)[:A_PAGE])
    record(request.user, "talks.of_person_viewed", person)
    context: dict[str, Any] = {
        "person": person,
        "lines": lines_of(rows, request.user),
        "form": form,
        "choices": form.by_code.values(),
    }
    return render(request, "mentoring/talks/person.html", context | tabs.head(request.user, person, "talks:person"))


def _mine(request: HttpRequest, pk: UUID) -> Thread:
    """A thread that the reader answers as staff."""
    rows = Thread.objects.visible_to(request.user).for_writing().filter(match=None)
    return get_object_or_404(rows.exclude(person__user=request.user.pk), pk=pk)
