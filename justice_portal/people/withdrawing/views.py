"""Asking to withdraw a record that was begun by mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from justice_portal.access import Permission, require
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.views import found, page
from justice_portal.people.withdrawing.actions import ask_to_withdraw
from justice_portal.people.withdrawing.forms import WithdrawForm
from justice_portal.people.withdrawing.leftovers import written_on


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is on the record stands on the page; a second person agrees or refuses under "Second person"."""
    person = found(request, pk)
    require(request.user, Permission.PERSON_RECEIVE, person)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            change = ask_to_withdraw(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Asked. Nothing has changed yet: a second person must agree first."))
            return redirect(change)
    record(request.user, "person.viewed", person)
    parts = written_on(person, request.user)
    return page(request, "people/withdrawing/withdraw.html", person, "people:person", form=form, parts=parts)
