"""Asking for a mentor, the two answers, and who waits."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people.models import Person
from mentoring.matching.choosing import actions
from mentoring.matching.choosing.figures import reasons_for_person
from mentoring.matching.choosing.forms import OfferForm, WishForm
from mentoring.matching.choosing.models import Wish
from mentoring.matching.models import Match
from mentoring.matching.running.reasons import why_on_break
from mentoring.mentors.choices import language_named
from mentoring.mentors.models import Mentor

A_PAGE = 50
Status, Says = Match.Status, Match.Says


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The person: who they could have as a mentor, where they are in the line, and what they said that they want."""
    person = _own(request)
    live = list(_mine(request).live().select_related("mentor__mentor", "thread").order_by("proposed_at", "pk"))
    asked = [one for one in live if one.status == Status.PROPOSED and one.person_says == Says.WAITS]
    context = {
        "person": person,
        "wish": _wish(request, person),
        "asked": [{"match": one, "reasons": reasons_for_person(one, one.mentor.mentor)} for one in asked],
        "agreed": [one for one in live if one.status == Status.PROPOSED and one.person_says == Says.YES],
        "running": [
            {"match": one, "why": why_on_break(one, to_mentor=False)} for one in live if one.status != Status.PROPOSED
        ],
    }
    return render(request, "mentoring/choosing/mine.html", context)


@require_http_methods(["GET", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """The form of the person, filled in with what they said last."""
    person = _own(request)
    wish = _wish(request, person)
    filled = {name: getattr(wish, name) for name in WishForm.base_fields} if wish else {}
    initial = filled or {"languages": [language_named(person.language)]}
    form = WishForm(request.POST or None, initial=initial, user=request.user)
    if form.is_valid():
        try:
            actions.say_wish(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. You can change it at any time."))
            return redirect("choosing:mine")
    return render(request, "mentoring/choosing/wishes.html", {"form": form, "is_new": wish is None})


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    wish = get_object_or_404(Wish.objects.visible_to(request.user), person=_own(request))
    actions.take_wish_back(wish, by=request.user)
    messages.success(request, _("You are off the list. You can ask again at any time."))
    return redirect("choosing:mine")


@require_POST
def person_says(request: HttpRequest, pk: UUID, says: str) -> HttpResponse:
    _own(request)
    match = get_object_or_404(_mine(request), pk=pk)
    actions.person_answers(match, says=_says(says), by=request.user)
    messages.success(request, _("Thank you. Staff know what you said."))
    return redirect("choosing:mine")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The mentor: people who said yes to them, with six things about each (T52)."""
    rows = list(_asks(request)[:A_PAGE])
    record(request.user, "matching.asks_viewed", Match, subjects=[one.person_id for one in rows])
    return render(request, "mentoring/choosing/asked.html", {"asks": rows})


@require_POST
def mentor_says(request: HttpRequest, pk: UUID, says: str) -> HttpResponse:
    match = get_object_or_404(_to_mentor(request), pk=pk)
    actions.mentor_answers(match, says=_says(says), by=request.user)
    messages.success(request, _("Thank you. Staff know what you said."))
    return redirect("choosing:asked")


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """The mentor: what they speak, like and help with, when and how."""
    if not request.user.holds(Permission.MENTOR_OWN):
        raise Http404
    mentor = Mentor.objects.within(request.user, Permission.MENTOR_OWN).filter(user=request.user).first()
    if mentor is None:
        return render(request, "mentoring/file/nobody.html")
    filled = {name: getattr(mentor, name) for name in OfferForm.base_fields}
    form = OfferForm(request.POST or None, initial=filled, user=request.user)
    if form.is_valid():
        actions.say_offer(mentor, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved. You can change it at any time."))
        return redirect("mentor_file:mine")
    return render(request, "mentoring/choosing/offer.html", {"form": form})


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Staff: who waits for a mentor, the longest first."""
    if not request.user.holds(Permission.MATCH_MANAGE):
        raise PermissionDenied
    rows = Wish.objects.within(request.user, Permission.MATCH_MANAGE).waiting().with_asked()
    paging = paged(rows.select_related("person__establishment", "person__delivery_unit"), request.GET, A_PAGE)
    record(request.user, "matching.waiting_viewed", Wish, subjects=[one.person_id for one in paging.rows])
    return render(request, "mentoring/choosing/waiting.html", {"paging": paging})


def _own(request: HttpRequest) -> Person:
    return get_object_or_404(Person.objects.within(request.user, Permission.MENTOR_ASK), user=request.user)


def _wish(request: HttpRequest, person: Person) -> Wish | None:
    found: Wish | None = Wish.objects.visible_to(request.user).select_related("area").filter(person=person).first()
    return found


def _mine(request: HttpRequest) -> Any:
    """The matches that are about the reader, as the person they help."""
    return Match.objects.within(request.user, Permission.MENTOR_ASK).filter(person__user=request.user)


def _to_mentor(request: HttpRequest) -> QuerySet[Match]:
    """The matches in which the reader is the mentor, as far as they may know of them."""
    if not request.user.holds(Permission.MENTOR_OWN):
        raise Http404
    return Match.objects.within(request.user, Permission.MENTOR_OWN).filter(mentor=request.user)


def _asks(request: HttpRequest) -> QuerySet[Match]:
    rows = _to_mentor(request).filter(status=Status.PROPOSED, person_says=Says.YES, mentor_says=Says.WAITS)
    return rows.select_related("person").order_by("person_said_at", "pk")


def _says(word: str) -> Any:
    if word not in {Says.YES, Says.NO}:
        raise Http404
    return word
