"""A person's matches, as staff see them: propose, start, pause, go on, end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from justice_portal.people.models import Person
from mentoring.matching import actions
from mentoring.matching.choosing.figures import suggestions
from mentoring.matching.choosing.models import Wish
from mentoring.matching.forms import EndForm, PauseForm, ProposeForm
from mentoring.matching.models import Match
from mentoring.mentors.choices import language_named

TAB = "matching:person"


@require_GET
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab Mentoring of a person's page."""
    found = _person(request, pk, Permission.MATCH_VIEW)
    matches = list(Match.objects.visible_to(request.user).of(found))
    record(request.user, "matching.matches_viewed", found, count=len(matches))
    can_manage = may(request.user, Permission.MATCH_MANAGE, found)
    return render(
        request,
        "mentoring/matching/person.html",
        {
            "person": found,
            "live": [match for match in matches if not match.is_ended],
            "over": [match for match in matches if match.is_ended],
            "can_manage": can_manage,
            **tabs.head(request.user, found, TAB),
        },
    )


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _person(request, pk, Permission.MATCH_MANAGE)
    wish = Wish.objects.visible_to(request.user).select_related("area__region").filter(person=found).first()
    follows = _handed_over(request, found)
    speaks = {"languages": [language_named(found.language)]}
    form = ProposeForm(request.POST or None, user=request.user, initial=speaks, is_said=wish is not None)
    if form.is_valid():
        try:
            actions.propose_match(found, **form.cleaned_data, follows=follows, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("matching:person", found.pk)
    context = {
        "person": found,
        "form": form,
        "wish": wish,
        "suggestions": suggestions(found, wish, request.user, outside=bool(follows)) if wish else [],
        "follows": follows,
        **tabs.head(request.user, found, TAB),
    }
    return render(request, "mentoring/matching/propose.html", context)


@require_POST
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    match = _match(request, pk)
    actions.start_match(match, by=request.user)
    return redirect("matching:person", match.person_id)


@require_POST
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    match = _match(request, pk)
    actions.resume_match(match, by=request.user)
    return redirect("matching:person", match.person_id)


@require_http_methods(["GET", "POST"])
def pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, PauseForm, actions.pause_match, "mentoring/matching/pause.html")


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, EndForm, actions.end_match, "mentoring/matching/end.html")


def _with_reason(
    request: HttpRequest, pk: UUID, kind: type[PauseForm | EndForm], act: Callable[..., Any], template: str
) -> HttpResponse:
    match = _match(request, pk)
    form = kind(request.POST or None)
    if form.is_valid():
        act(match, **form.cleaned_data, by=request.user)
        return redirect("matching:person", match.person_id)
    context = {"match": match, "person": match.person, "form": form, **tabs.head(request.user, match.person, TAB)}
    return render(request, template, context)


def _person(request: HttpRequest, pk: UUID, permission: Permission) -> Person:
    """Someone whom the reader may see as staff: a person has their own page about their mentor, in their messages."""
    people = Person.objects.visible_to(request.user).within(request.user, permission)
    return get_object_or_404(people.for_list(), pk=pk)


def _handed_over(request: HttpRequest, found: Person) -> Match | None:
    """The running match of this person that the address names: the new mentor takes over from it."""
    try:
        pk = UUID(request.GET.get("follows", ""))
    except ValueError:
        return None
    mine = Match.objects.within(request.user, Permission.MATCH_MANAGE).filter(person=found, status=Match.Status.ACTIVE)
    handed: Match | None = mine.select_related("mentor").filter(pk=pk).first()
    return handed


def _match(request: HttpRequest, pk: UUID) -> Match:
    """A match that is the reader's to change."""
    matches = Match.objects.within(request.user, Permission.MATCH_MANAGE)
    where = ("person__establishment", "person__cell", "person__delivery_unit")
    return get_object_or_404(matches.select_related("mentor", *where), pk=pk)
