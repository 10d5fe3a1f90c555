"""Pages of support needs: staff keep them, the person reads and answers."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission, may, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from justice_portal.people.models import Person
from rehab.care.pathways import ICONS, Pathway
from rehab.needs import actions
from rehab.needs.forms import AddForm, TellForm, UpdateForm
from rehab.needs.models import Need, NeedUpdate, SupportNeed


def page(request: HttpRequest, template: str, person: Person, **context: Any) -> HttpResponse:
    """Draw for the person themselves (own) or for staff; the reader's side decides the look."""
    own = person.user_id == request.user.pk
    head = {} if own else tabs.head(request.user, person, "needs:for-person")
    return render(request, f"rehab/needs/{template}.html", {"own": own, "person": person, **head, **context})


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What help I get, in plain words."""
    person = Person.objects.within(request.user, Permission.ASSESSMENT_VIEW).filter(user=request.user).first()
    if person is None:
        raise Http404
    return _list(request, person)


@require_safe
def for_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of a person's page."""
    return _list(request, get_object_or_404(Person.objects.within(request.user, Permission.ASSESSMENT_VIEW), pk=pk))


def _list(request: HttpRequest, person: Person) -> HttpResponse:
    record(request.user, "needs.viewed", person)
    own = person.user_id == request.user.pk
    found = list(SupportNeed.objects.visible_to(request.user).filter(person=person).for_list())
    if own:
        found = [one for one in found if not one.need.is_none]
    pathways = []
    for pathway in Pathway:
        rows = [one for one in found if one.need.pathway == pathway]
        left = sum(one.status in SupportNeed.OPEN and one.need.is_counted and not one.need.is_none for one in rows)
        if rows or not own:
            pathways.append({"pathway": pathway, "icon": ICONS[pathway], "needs": rows, "open": left})
    can_edit = not own and may(request.user, Permission.NEED_EDIT, person)
    return page(request, "list", person, pathways=pathways, can_edit=can_edit)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: UUID, pathway: str) -> HttpResponse:
    """Tick the needs of one pathway."""
    if pathway not in Pathway.values:
        raise Http404
    person = get_object_or_404(Person.objects.within(request.user, Permission.ASSESSMENT_VIEW), pk=pk)
    require(request.user, Permission.NEED_EDIT, person)
    needs = Need.objects.visible_to(request.user).filter(pathway=pathway, is_hidden=False)
    form = AddForm(request.POST or None, needs=needs)
    if request.method == "POST" and form.is_valid():
        owners = set(form.cleaned_data["owners"])
        with transaction.atomic():
            for need, detail in form.chosen:
                actions.add_need(
                    person,
                    need=need,
                    detail=detail,
                    by_prison="prison" in owners,
                    by_probation="probation" in owners,
                    by=request.user,
                )
        return redirect("needs:for-person", pk=person.pk)
    return page(request, "add", person, pathway=Pathway(pathway), form=form)


@require_http_methods(["GET", "POST"])
def need(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One need: how it stands, what happened, and a form to go on with it."""
    found = get_object_or_404(
        SupportNeed.objects.visible_to(request.user).select_related("need", "person__user", "added_by", "changed_by"),
        pk=pk,
    )
    own = found.person.user_id == request.user.pk
    can_write = may(request.user, Permission.ASSESSMENT_EDIT if own else Permission.NEED_EDIT, found)
    if request.method == "POST" and not can_write:
        raise PermissionDenied
    theirs = None
    form = _form(request, found, own)
    if request.method == "POST" and form.is_valid():
        try:
            _save(found, form, own, request.user)
        except actions.NeedChanged as changed:
            form.add_error(None, str(changed))
            theirs = changed.need
            form.data = form.data.copy()
            form.data["version"] = str(theirs.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(found)
    record(request.user, "needs.viewed", found)
    updates = NeedUpdate.objects.visible_to(request.user).filter(support_need=found).select_related("added_by")[:100]
    return page(
        request, "need", found.person, need=found, form=form, can_write=can_write, updates=updates, theirs=theirs
    )


def _form(request: HttpRequest, found: SupportNeed, own: bool) -> Any:
    data = request.POST if request.method == "POST" else None
    if own:
        return TellForm(data)
    owners = [name for name, is_theirs in (("prison", found.by_prison), ("probation", found.by_probation)) if is_theirs]
    return UpdateForm(data, initial={"version": found.version, "status": found.status, "owners": owners})


def _save(found: SupportNeed, form: Any, own: bool, user: Any) -> None:
    given = dict(form.cleaned_data)
    if own:
        actions.tell_need(found, **given, by=user)
        return
    owners = set(given.pop("owners"))
    actions.update_need(found, **given, by_prison="prison" in owners, by_probation="probation" in owners, by=user)
