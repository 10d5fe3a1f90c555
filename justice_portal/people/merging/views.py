"""Joining two records of one person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.merging.actions import ask_to_undo, merge_people
from justice_portal.people.merging.forms import MergeForm
from justice_portal.people.merging.models import RecordJoin
from justice_portal.people.merging.undoing import told_number
from justice_portal.people.models import Person
from justice_portal.people.views import found, page


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = found(request, pk)
    require(request.user, Permission.PERSON_RECEIVE, person)
    form = MergeForm(request.POST or None, people=Person.objects.within(request.user, Permission.PERSON_RECEIVE))
    if form.is_valid():
        other = form.cleaned_data["other"]
        try:
            merge_people(person, other=other, born_on=form.cleaned_data["born_on"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The two records are one now. The person is told."))
            return redirect(person)
    joins = (
        RecordJoin.objects.visible_to(request.user).filter(person=person, undone_at=None).select_related("other", "by")
    )
    told = [{"join": one, "number": told_number(one)} for one in joins]
    return page(request, "people/merging/merge.html", person, "people:person", form=form, joins=told)


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask to undo one; a second person agrees or refuses under "Second person"."""
    rows = RecordJoin.objects.visible_to(request.user).filter(undone_at=None)
    join = get_object_or_404(rows.select_related("person", "other", "by"), pk=pk)
    if request.method == "POST":
        change = ask_to_undo(join, by=request.user)
        messages.success(request, _("Asked. Nothing has changed yet: a second person must agree first."))
        return redirect(change)
    record(request.user, "person.viewed", join.person, subjects=[join.person, join.other])
    person = found(request, join.person_id)
    given = {"join": join, "number": told_number(join)}
    return page(request, "people/merging/undo.html", person, "people:person", **given)
