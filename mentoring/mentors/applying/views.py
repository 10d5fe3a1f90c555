"""Asking to be a mentor, and the list from which managers decide."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission
from justice_portal.accounts.models import Door
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.paging import paged
from justice_portal.people.models import Person
from mentoring.mentors.applying import actions
from mentoring.mentors.applying.forms import ApplyForm, DecideForm
from mentoring.mentors.applying.models import MentorApplication
from mentoring.mentors.choices import language_named
from mentoring.mentors.models import Mentor

A_PAGE = 50


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Where one's own application stands, or the form to ask."""
    user = request.user
    if not user.holds(Permission.MENTOR_APPLY):
        raise Http404
    own = MentorApplication.objects.visible_to(user).filter(user=user).first()
    places, form = _places(user), None
    may_ask = not (own and own.is_waiting) and places.exists() and not _is_mentor(user)
    if may_ask or request.method == "POST":
        form = ApplyForm(request.POST or None, places=places, initial=_known(user))
        if form.is_valid():
            try:
                actions.apply_to_mentor(MentorApplication, **form.cleaned_data, by=user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Thank you. Staff read it and answer here."))
                return redirect("applying:mine")
    context = {"own": own, "form": form, "is_mentor": _is_mentor(user)}
    return render(request, "mentoring/applying/mine.html", context)


@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = MentorApplication.objects.visible_to(request.user).filter(user=request.user)
    actions.take_application_back(get_object_or_404(own, pk=pk), by=request.user)
    messages.success(request, _("You took it back. You can ask again at any time."))
    return redirect("applying:mine")


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    if not request.user.holds(Permission.MATCH_MANAGE):
        raise PermissionDenied
    paging = paged(_asked(request).waiting(), request.GET, A_PAGE)
    record(request.user, "mentors.applications_viewed", MentorApplication, subjects=_people(paging.rows))
    return render(request, "mentoring/applying/list.html", {"paging": paging})


@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(_asked(request), pk=pk)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        try:
            _decide(request, found, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("applying:list")
    record(request.user, "mentors.application_viewed", found)
    return render(request, "mentoring/applying/application.html", {"application": found, "form": form})


def _decide(
    request: HttpRequest, found: MentorApplication, *, accepted: bool, reason: str, vetted_until_on: Any
) -> None:
    if not accepted:
        actions.refuse_application(found, reason=reason, by=request.user)
        messages.success(request, _("Saved. They are told."))
        return
    actions.accept_application(found, reason=reason, vetted_until_on=vetted_until_on, by=request.user)
    if found.kind == Mentor.Kind.PEER:
        messages.success(request, _("A second manager is asked now. They are told when both of you agree."))
    else:
        messages.success(request, _("Saved. They are told."))


def _asked(request: HttpRequest) -> Any:
    """Applications to the reader's prison; of people inside, only those whom the reader may see."""
    people = Person.objects.visible_to(request.user)
    rows = MentorApplication.objects.within(request.user, Permission.MATCH_MANAGE)
    rows = rows.filter(Q(kind=Mentor.Kind.VOLUNTEER) | Q(user__person__in=people))
    return rows.select_related("user__person", "establishment", "decided_by")


def _people(rows: Any) -> list[UUID]:
    return [one.person_id for one in rows if one.person_id]


def _places(user: Any) -> QuerySet[Establishment]:
    """Where user may ask: a person inside where they are, a volunteer anywhere."""
    places = Establishment.objects.visible_to(user).filter(is_open=True).order_by("name")
    return places.filter(pk=user.person.establishment_id) if user.door == Door.TABLET else places


def _known(user: Any) -> dict[str, Any]:
    if user.door == Door.TABLET:
        return {"called": user.person.called, "languages": [language_named(user.person.language)]}
    return {"called": user.name.split()[0], "languages": ["en"]}


def _is_mentor(user: Any) -> bool:
    return bool(Mentor.objects.within(user, Permission.MATCH_VIEW).filter(user=user).exists())
