"""Joining two records of one person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from justice_portal.access import Permission, require
from justice_portal.errors import DomainError
from justice_portal.people.merging.actions import merge_people
from justice_portal.people.merging.forms import MergeForm
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
    return page(request, "people/merging/merge.html", person, "people:person", form=form)
