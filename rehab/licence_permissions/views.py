""" "May I?": the person's pages, the officer's, and the queue of what nobody answered."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import notify
from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.editing import ChangedMeanwhile, show_both
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people import tabs
from justice_portal.people.models import Person
from rehab.licence_permissions import actions
from rehab.licence_permissions.forms import AnswerForm, AskForm, WriteForm, WrongForm
from rehab.licence_permissions.models import LicencePermission

ICONS = {"night": "house", "job": "work", "travel": "route", "address": "home"}
#: A person's page shows so many, the newest first.
MOST = 50


def page(request: HttpRequest, template: str, person: Person, **context: Any) -> HttpResponse:
    own = person.user_id == request.user.pk
    head = {} if own else tabs.head(request.user, person, "may-i:for-person")
    return render(
        request, f"rehab/licence_permissions/{template}.html", {"own": own, "person": person, **head, **context}
    )


def _me(request: HttpRequest) -> Person:
    person = Person.objects.within(request.user, Permission.MAY_I_ASK).filter(user=request.user).first()
    if person is None:
        raise Http404
    return person


def _rows(request: HttpRequest, person: Person) -> list[dict[str, Any]]:
    rows = LicencePermission.objects.visible_to(request.user).filter(person=person)[:MOST]
    return [{"asked": one, "icon": ICONS[one.kind]} for one in rows]


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I asked, with the answers."""
    person = _me(request)
    record(request.user, "may_i.viewed", person)
    return page(request, "list", person, rows=_rows(request, person), kinds=[])


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of a person's page."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.MAY_I_VIEW), pk=pk)
    record(request.user, "may_i.viewed", person)
    return page(request, "list", person, rows=_rows(request, person), kinds=_kinds_to_write(request, person))


def _kinds_to_write(request: HttpRequest, person: Person) -> list[LicencePermission.Kind]:
    """What staff can type for this person."""
    can_write = person.user_id != request.user.pk and may(request.user, Permission.MAY_I_WRITE, person)
    return list(LicencePermission.Kind) if can_write else []


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What I want to do: one thing of four, each with its picture."""
    kinds = [{"kind": one, "icon": ICONS[one.value]} for one in LicencePermission.Kind]
    return page(request, "choose", _me(request), kinds=kinds)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    person = _me(request)
    if kind not in LicencePermission.Kind.values:
        raise Http404
    form = AskForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_permission(person, kind=kind, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(asked)
    return page(request, "ask", person, form=form, kind=LicencePermission.Kind(kind), icon=ICONS[kind])


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Staff type it for the person beside them."""
    person = get_object_or_404(Person.objects.within(request.user, Permission.MAY_I_WRITE), pk=pk)
    if kind not in LicencePermission.Kind.values:
        raise Http404
    form = WriteForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.write_permission(person, kind=kind, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(asked)
    return page(request, "write", person, form=form, kind=LicencePermission.Kind(kind), icon=ICONS[kind])


@require_http_methods(["GET", "POST"])
def wrong(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person says that what staff typed for them is wrong."""
    asked = get_object_or_404(LicencePermission.objects.visible_to(request.user).select_related("person"), pk=pk)
    require(request.user, Permission.MAY_I_ASK, asked)
    if not asked.can_be_wrong:
        return redirect(asked)
    form = WrongForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say_wrong(asked, **form.cleaned_data, by=request.user)
        return redirect(asked)
    return page(request, "wrong", asked.person, form=form, asked=asked)


@require_http_methods(["GET", "POST"])
def permission(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One question with its answer; for who may answer, the form."""
    rows = LicencePermission.objects.visible_to(request.user).select_related(
        "person__user", "answered_by", "written_by"
    )
    asked = get_object_or_404(rows, pk=pk)
    can_answer = may(request.user, Permission.MAY_I_ANSWER, asked) and asked.status in {"asked", "agreed"}
    form = AnswerForm(request.POST or None, asked=asked) if can_answer else None
    if request.method == "POST":
        if form is None:
            require(request.user, Permission.MAY_I_ANSWER, asked)
            raise PermissionDenied
        if form.is_valid():
            try:
                actions.answer_permission(asked, **form.cleaned_data, by=request.user)
            except ChangedMeanwhile:
                asked.refresh_from_db()
                show_both(form, asked.answered)  # the page above shows the answer that is there
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                return redirect(asked)
    record(request.user, "may_i.viewed", asked)
    notify.seen(request.user, asked)
    extra = {"form": form} if form else {}
    return page(
        request,
        "permission",
        asked.person,
        asked=asked,
        icon=ICONS[asked.kind],
        can_answer=can_answer,
        can_say_wrong=asked.can_be_wrong and may(request.user, Permission.MAY_I_ASK, asked),
        can_withdraw=asked.is_open and may(request.user, Permission.MAY_I_ASK, asked),
        **extra,
    )


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(LicencePermission.objects.visible_to(request.user).select_related("person"), pk=pk)
    actions.withdraw_permission(asked, by=request.user)
    return redirect(asked)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What nobody answered, the day that comes first at the top."""
    require(request.user, Permission.MAY_I_ANSWER, LicencePermission)
    rows = LicencePermission.objects.within(request.user, Permission.MAY_I_ANSWER).open().select_related("person")
    paging = paged(rows, request.GET)
    record(request.user, "may_i.listed", LicencePermission, subjects={one.person for one in paging.rows})
    return render(request, "rehab/licence_permissions/queue.html", {"paging": paging, "rows": paging.rows})
