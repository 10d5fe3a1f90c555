"""Who may see one record; what managers decide about; what staff tell us of people they know."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.lookups.models import LookUpStop
from justice_portal.notify import seen
from justice_portal.paging import paged
from justice_portal.people.models import NamedAccess, Person
from justice_portal.people.views import found, page
from justice_portal.protected import actions
from justice_portal.protected.forms import DeclareForm, HomeForm, NameForm, RestrictForm, ShutOutForm
from justice_portal.protected.glass.figures import waiting
from justice_portal.protected.models import BrokenGlass, Connection, Declaration, StaffHome

CASE = "protected:case"


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for a manager: people who were stopped, records opened in an emergency, staff who know someone."""
    user = request.user
    if not user.holds(Permission.LOOKUP_LIFT):
        raise Http404
    rows = Connection.objects.visible_to(user).filter(status=Connection.Status.OPEN).exclude(user=user)
    paging = paged(rows.select_related("user", "person").order_by("made_at", "id"), request.GET)
    record(user, "protected.desk_viewed", Person, subjects=[one.person_id for one in paging.rows])
    context = {
        "stops": LookUpStop.objects.visible_to(user).live().select_related("user").order_by("at", "id")[:50],
        "glass": waiting(BrokenGlass.objects.visible_to(user).exclude(user=user))[:50],
        "paging": paging,
    }
    return render(request, "protected/desk.html", context)


@require_safe
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who may see this record and who may not."""
    return _case(request, _protected(request, pk))


def _protected(request: HttpRequest, pk: UUID) -> Person:
    person = found(request, pk)
    require(request.user, Permission.CASE_PROTECT, person)
    return person


def _case(request: HttpRequest, person: Person, status: int = 200, **forms: Any) -> HttpResponse:
    user = request.user
    shown = page(
        request,
        "protected/case.html",
        person,
        CASE,
        "protected.case_viewed",
        named=NamedAccess.objects.visible_to(user).live().filter(person=person).select_related("user"),
        connections=Connection.objects.visible_to(user).filter(person=person).select_related("user"),
        form=next(iter(forms.values()), None),
        **{
            "restrict": RestrictForm(auto_id="restrict_%s"),
            "name": NameForm(person=person, auto_id="name_%s"),
            "shut_out": ShutOutForm(person=person, auto_id="shut_%s"),
            **forms,
        },
    )
    shown.status_code = status
    return shown


@require_POST
def restrict(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _protected(request, pk)
    form = RestrictForm(request.POST, auto_id="restrict_%s")
    return _saved(request, person, "restrict", form, actions.restrict_case, _("Only staff who are named see it now."))


@require_POST
def unrestrict(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _protected(request, pk)
    actions.open_case(person, by=request.user)
    messages.success(request, _("Everybody who works with them sees the record again."))
    return redirect(CASE, pk=person.pk)


@require_POST
def name(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _protected(request, pk)
    form = NameForm(request.POST, person=person, auto_id="name_%s")
    return _saved(request, person, "name", form, actions.name_staff, _("They are named, and can open the record."))


@require_POST
def name_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    named = get_object_or_404(NamedAccess.objects.visible_to(request.user).select_related("person"), pk=pk)
    actions.end_naming(named.person, named=named, by=request.user)
    messages.success(request, _("They are no longer named."))
    return redirect(CASE, pk=named.person_id)


@require_POST
def shut_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = _protected(request, pk)
    form = ShutOutForm(request.POST, person=person, auto_id="shut_%s")
    return _saved(request, person, "shut_out", form, actions.shut_out, _("They cannot see this record from now."))


def _saved(request: HttpRequest, person: Person, named: str, form: Any, action: Any, done: str) -> HttpResponse:
    """Do it, or show the page again with this one form as it was typed."""
    if form.is_valid():
        try:
            action(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            is_seen = Person.objects.visible_to(request.user).filter(pk=person.pk).exists()
            return redirect(CASE, pk=person.pk) if is_seen else redirect("people:list")
    return _case(request, person, status=400, **{named: form})


@require_safe
def connection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member of staff and a person who may know each other."""
    row = get_object_or_404(Connection.objects.visible_to(request.user).select_related("user", "person"), pk=pk)
    seen(request.user, row)
    record(request.user, "protected.case_viewed", row)
    return render(request, "protected/connection.html", {"row": row, "is_own": row.user_id == request.user.pk})


@require_POST
def connection_shut(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Connection.objects.visible_to(request.user), pk=pk)
    actions.shut_connection(row, by=request.user)
    messages.success(request, _("They cannot see this record from now."))
    return redirect("protected:connection", pk=row.pk)


@require_POST
def connection_clear(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Connection.objects.visible_to(request.user), pk=pk)
    actions.clear_connection(row, by=request.user)
    messages.success(request, _("They may see this record."))
    return redirect("protected:connection", pk=row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """People whom this member of staff knows."""
    _need(request, Permission.CONNECTION_DECLARE)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.declare_connection(Declaration, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. If they are here, you cannot see their record from now."))
            return redirect("protected:declare")
    return _declared(request, form, None)


@require_POST
def home(request: HttpRequest) -> HttpResponse:
    """The names and postcode of this member of staff."""
    _need(request, Permission.CONNECTION_DECLARE)
    form = HomeForm(request.POST, auto_id="home_%s")
    if form.is_valid():
        actions.keep_home(StaffHome, **form.cleaned_data, by=request.user)
        messages.success(request, _("Thank you. It is kept, and nobody else reads it."))
        return redirect("protected:declare")
    return _declared(request, None, form)


def _need(request: HttpRequest, permission: Permission) -> None:
    if not request.user.holds(permission):
        raise Http404


def _declared(request: HttpRequest, declared: DeclareForm | None, kept: HomeForm | None) -> HttpResponse:
    own = StaffHome.objects.visible_to(request.user).first()
    known = {"family_names": own.family_names, "postcode": own.postcode} if own else {}
    context = {
        "form": kept or declared,
        "declare": declared or DeclareForm(),
        "home": kept or HomeForm(initial=known, auto_id="home_%s"),
        "declared": Declaration.objects.visible_to(request.user).filter(user=request.user),
    }
    return render(request, "protected/declare.html", context, status=400 if (kept or declared.is_bound) else 200)
