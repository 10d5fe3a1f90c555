"""A person's contacts with staff, and the form that adds one."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from justice_portal.access import Permission, may
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people import tabs
from justice_portal.people.models import Person
from rehab.contacts import actions
from rehab.contacts.forms import ContactForm
from rehab.contacts.models import Contact


@require_http_methods(["GET", "POST"])
def contacts(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person.objects.within(request.user, Permission.CONTACT_VIEW), pk=pk)
    can_add = may(request.user, Permission.CONTACT_ADD, person)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and not can_add:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_contact(person, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error("happened_on", str(error))
        else:
            return redirect("contacts:contacts", pk=person.pk)
    rows = Contact.objects.visible_to(request.user).filter(person=person).select_related("added_by")[:50]
    record(request.user, "contacts.viewed", person)
    head = tabs.head(request.user, person, "contacts:contacts")
    page = {"person": person, "contacts": rows, "form": form, "can_add": can_add, **head}
    return render(request, "rehab/contacts/contacts.html", page)
