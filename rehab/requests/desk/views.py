"""The staff's pages: the list by need, one request, and requests written for a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, may, places_for, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from justice_portal.reading import GRADE_FOR_PEOPLE, grade, hard_words
from rehab.requests import actions as asking
from rehab.requests import figures
from rehab.requests.desk import actions
from rehab.requests.desk.forms import (
    DecideForm,
    DeskFilter,
    ForwardForm,
    ManyForm,
    NoteForm,
    PlaceForm,
    StaffReplyForm,
)
from rehab.requests.desk.table import desk_table, facts, published_table, times_table
from rehab.requests.forms import AskForm
from rehab.requests.models import RequestNote, RequestReply, SupportRequest
from rehab.requests.routing.models import RequestRoute, RequestType
from rehab.requests.views import choices_for


def require_desk(request: HttpRequest) -> None:
    if not request.user.holds(Permission.REQUEST_DESK):
        raise Http404


def found(request: HttpRequest, pk: UUID, needs: Permission = Permission.REQUEST_VIEW) -> SupportRequest:
    """The request, for staff; 404 where it is not theirs to see, 403 where it is not theirs to change."""
    rows = SupportRequest.objects.visible_to(request.user).exclude(person__user=request.user).for_list()
    asked = get_object_or_404(rows.select_related("person__user", "decided_by", "asked_by"), pk=pk)
    if needs != Permission.REQUEST_VIEW:
        require(request.user, needs, asked)
    return asked


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits: the urgent type first, then who has waited longest."""
    require_desk(request)
    places = places_of(request)
    form = DeskFilter(request.GET, user=request.user, places=places)
    rows = form.chosen_of(SupportRequest.objects.visible_to(request.user).for_list())
    paging = paged(rows, request.GET)
    record(request.user, "requests.listed", SupportRequest, subjects={row.person_id for row in paging.rows})
    context = {"form": form, "paging": paging, "table": desk_table(paging.rows), "can_set_up": may_set_up(request)}
    return render(request, "rehab/requests/desk/list.html", context)


def places_of(request: HttpRequest) -> list[Any]:
    """The prisons where this user works."""
    return [held.establishment_id for held in request.user.roles_held() if held.establishment_id]


def may_set_up(request: HttpRequest) -> bool:
    return bool(request.user.holds(Permission.REQUEST_SETUP))


@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = found(request, pk)
    seen(request.user, asked)
    record(request.user, "requests.viewed", asked)
    return _one(request, asked)


def _one(request: HttpRequest, asked: SupportRequest, **forms: Any) -> HttpResponse:
    user, about = request.user, {"about": asked}
    can_note = may(user, Permission.REQUEST_NOTE, asked)
    notes = RequestNote.objects.visible_to(user).filter(**about) if can_note else RequestNote.objects.none()
    context = {
        "asked": asked,
        "rows": facts(asked),
        "replies": list(RequestReply.objects.visible_to(user).filter(**about).select_related("written_by")),
        "notes": list(notes.select_related("written_by", "from_department", "to_department")),
        "reply_form": StaffReplyForm(),
        "note_form": NoteForm(prefix="note"),
        "can_note": can_note,
        "can_speak": may(user, Permission.REQUEST_SPEAK, asked) and asked.status != SupportRequest.Status.WITHDRAWN,
        "can_answer": asked.is_open and may(user, Permission.REQUEST_ANSWER, asked),
        **forms,
    }
    return render(request, "rehab/requests/desk/one.html", context)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = actions.take(found(request, pk), by=request.user)
    return redirect("requests:desk-one", pk=asked.pk)


@require_POST
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = found(request, pk, Permission.REQUEST_SPEAK)
    form = StaffReplyForm(request.POST)
    if form.is_valid():
        try:
            asking.reply(asked, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. The person reads it now."))
            return redirect("requests:desk-one", pk=asked.pk)
    return _one(request, asked, reply_form=form, form=form)


@require_POST
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = found(request, pk, Permission.REQUEST_NOTE)
    form = NoteForm(request.POST, prefix="note")
    if form.is_valid():
        try:
            actions.note(asked, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("requests:desk-one", pk=asked.pk)
    return _one(request, asked, note_form=form, form=form)


@require_http_methods(["GET", "POST"])
def forward(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Pass it on, with a note that stays with staff."""
    asked = found(request, pk, Permission.REQUEST_NOTE)
    form = ForwardForm(request.POST or None, user=request.user, asked=asked)
    if form.is_valid():
        try:
            actions.forward(asked, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Passed on. The clock goes on from the day it was asked."))
            return redirect("requests:desk")
    return render(request, "rehab/requests/desk/forward.html", {"asked": asked, "form": form})


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Yes or no, with a measure of how hard the reason reads."""
    asked = found(request, pk, Permission.REQUEST_ANSWER)
    form = DecideForm(request.POST or None)
    context = {"asked": asked, "form": form, "reads": None, "reading": asked.person.get_reading_display()}
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if "check" in request.POST:
            context["reads"] = {"grade": grade(reason), "limit": GRADE_FOR_PEOPLE, "hard": hard_words(reason)}
        else:
            try:
                actions.decide(asked, **form.cleaned_data, by=request.user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Answered. The person sees it now."))
                return redirect("requests:desk-one", pk=asked.pk)
    return render(request, "rehab/requests/desk/decide.html", context)


@require_http_methods(["GET", "POST"])
def many(request: HttpRequest) -> HttpResponse:
    """Answer several requests of one type with the same words."""
    require_desk(request)
    mine = SupportRequest.objects.within(request.user, Permission.REQUEST_ANSWER).open().for_list()
    safe = mine.filter(urgency__gt=RequestType.Urgency.NOW, department__is_private=False).by_need()
    code = request.GET.get("type", "").replace("\0", "")
    asked_type = RequestType.objects.visible_to(request.user).filter(code=code).first()
    rows = first_of(safe.filter(type=asked_type)) if asked_type else SupportRequest.objects.none()
    form = ManyForm(request.POST or None, rows=rows)
    if form.is_valid():
        given = form.cleaned_data
        try:
            count = actions.decide_many(SupportRequest, **given | {"chosen": list(given["chosen"])}, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, ngettext("%(n)s request answered.", "%(n)s requests answered.", count) % {"n": count}
            )
            return redirect("requests:desk")
    if asked_type:
        record(request.user, "requests.listed", SupportRequest, subjects=set(rows.values_list("person", flat=True)))
    types = RequestType.objects.visible_to(request.user).filter(pk__in=safe.order_by().values("type"))
    context = {"form": form, "type": asked_type, "types": types, "count": rows.count() if asked_type else 0}
    return render(request, "rehab/requests/desk/many.html", context)


def first_of(rows: Any) -> Any:
    """So many as one click may answer, in the order of need."""
    return rows.filter(pk__in=list(rows.values_list("pk", flat=True)[: actions.MOST_AT_ONCE]))


@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """How long answers take in the prisons where this user works: exact for who may open every request there (T102)."""
    require_desk(request)
    mine = Establishment.objects.visible_to(request.user).filter(pk__in=places_of(request))
    if request.user.holds(Permission.REQUEST_SETUP):
        mine = places_for(request.user, Permission.REQUEST_SETUP)
    form = PlaceForm(request.GET, places=mine.open())
    place = form.chosen or mine.open().first()
    context: dict[str, Any] = {"place": place, "form": form, "tables": [], "is_exact": may_set_up(request)}
    if place and context["is_exact"]:
        rows = SupportRequest.objects.within(request.user, Permission.REQUEST_SETUP).filter(made_in=place)
        context["tables"] = [
            times_table(_("By type"), figures.exact(rows, figures.TYPE)),
            times_table(_("By wing"), figures.exact(rows, figures.WING)),
        ]
    elif place:
        context["tables"] = [published_table(_("By type"), figures.published(place.pk))]
    return render(request, "rehab/requests/desk/times.html", context)


def _person(request: HttpRequest, pk: UUID) -> Person:
    person = get_object_or_404(Person.objects.within(request.user, Permission.REQUEST_VIEW).for_list(), pk=pk)
    if person.user_id == request.user.pk:
        raise Http404
    return person


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of a person's page."""
    person = _person(request, pk)
    rows = SupportRequest.objects.visible_to(request.user).filter(person=person).for_list()
    paging = paged(rows, request.GET)
    record(request.user, "requests.listed", person)
    context = {
        "person": person,
        "paging": paging,
        "table": desk_table(paging.rows, with_person=False),
        "can_make": may(request.user, Permission.REQUEST_MAKE, person) and person.establishment_id is not None,
        **tabs.head(request.user, person, "requests:for-person"),
    }
    return render(request, "rehab/requests/desk/person.html", context)


@require_safe
def choose_for(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _person(request, pk)
    if not may(request.user, Permission.REQUEST_MAKE, person):
        raise PermissionDenied
    head = tabs.head(request.user, person, "requests:for-person")
    context = {"person": person, "choices": choices_for(request, person), **head}
    return render(request, "rehab/requests/desk/choose.html", context)


@require_http_methods(["GET", "POST"])
def ask_for(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Write a request in a person's name: marked so, and shown to them."""
    person = _person(request, pk)
    if not may(request.user, Permission.REQUEST_MAKE, person):
        raise PermissionDenied
    route = get_object_or_404(
        RequestRoute.objects.visible_to(request.user).live(person.establishment_id), type__code=code
    )
    form = AskForm.of(route.type.questions, request.POST or None, for_staff=True)
    if form.is_valid():
        try:
            asking.ask(
                person,
                key=form.cleaned_data["key"],
                type=route.type,
                answers=form.answers,
                how=form.cleaned_data["how"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent in their name. They see that you wrote it."))
            return redirect("requests:for-person", pk=person.pk)
    context = {"person": person, "route": route, "form": form}
    context |= tabs.head(request.user, person, "requests:for-person")
    return render(request, "rehab/requests/desk/ask.html", context)
