"""A person's contacts with staff: for staff, who write them down and put them right, and for the person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from justice_portal.people.amending.forms import MoveForm, WithdrawForm
from justice_portal.people.models import Person
from rehab.contacts import actions
from rehab.contacts.figures import gaps, longest_without
from rehab.contacts.forms import ContactForm
from rehab.contacts.models import Contact

SHOWN, COUNTED = 50, 400


@require_http_methods(["GET", "POST"])
def contacts(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person.objects.within(request.user, Permission.CONTACT_VIEW), pk=pk)
    can_add = may(request.user, Permission.CONTACT_ADD, person)
    form = ContactForm(request.POST or None, user=request.user, person=person)
    if request.method == "POST" and not can_add:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_contact(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("happened_on", str(error))
        else:
            return redirect("contacts:contacts", pk=person.pk)
    every = Contact.objects.visible_to(request.user).filter(person=person).select_related("added_by", "met_by")
    rows = list(every[:SHOWN])
    days = list(every.standing().values_list("happened_on", flat=True)[:COUNTED])
    today = clock.today()
    page: dict[str, Any] = {
        "person": person,
        "contacts": [one for one in rows if not one.withdrawn_at],
        "taken_back": [one for one in rows if one.withdrawn_at],
        "last_on": days[0] if days else None,
        "days_since": (today - days[0]).days if days else None,
        "gaps": gaps(days, today, longest_without(person))[:5],
        "form": form,
        "can_add": can_add,
        **tabs.head(request.user, person, "contacts:contacts"),
    }
    record(request.user, "contacts.viewed", person)
    return render(request, "rehab/contacts/contacts.html", page)


def _found(request: HttpRequest, pk: UUID) -> Contact:
    """A contact that staff may change; for the person whom it is about, this page is not there."""
    staffs = Contact.objects.visible_to(request.user).exclude(person__user=request.user.pk)
    contact: Contact = get_object_or_404(staffs.select_related("person"), pk=pk)
    if not may(request.user, Permission.CONTACT_ADD, contact):
        raise PermissionDenied
    return contact


@require_http_methods(["GET", "POST"])
def put_right(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back, or move it to whom it was about."""
    contact = _found(request, pk)
    person = contact.person
    people = Person.objects.within(request.user, Permission.CONTACT_ADD)
    sent = request.POST.get("what", "")
    forms: dict[str, Any] = {
        "withdraw": WithdrawForm(request.POST if sent == "withdraw" else None),
        "move": MoveForm(request.POST if sent == "move" else None, people=people),
    }
    form = forms.get(sent)
    if form is not None and form.is_valid():
        try:
            if sent == "move":
                actions.give_contact_to(contact, to=form.cleaned_data["to"], by=request.user)
            else:
                actions.withdraw_contact(contact, why=form.cleaned_data["why"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Put right. The person is told."))
            return redirect("contacts:contacts", pk=person.pk)
    head = tabs.head(request.user, person, "contacts:contacts")
    record(request.user, "contacts.viewed", person)
    context = {"person": person, "contact": contact, "forms": forms, "form": form, **head}
    return render(request, "rehab/contacts/put_right.html", context)


@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    contact = _found(request, pk)
    actions.reopen_contact(contact, by=request.user)
    return redirect("contacts:contacts", pk=contact.person_id)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What staff shared of their talks with whoever reads."""
    if not request.user.holds(Permission.CONTACT_OWN):
        raise Http404
    own = Contact.objects.visible_to(request.user).filter(person__user=request.user.pk).standing()
    shown = list(own.select_related("added_by", "met_by").defer("staff_note")[:SHOWN])
    record(request.user, "contacts.own_viewed", Contact, subjects=sorted({one.person_id for one in shown}))
    return render(request, "rehab/contacts/mine.html", {"contacts": shown})
