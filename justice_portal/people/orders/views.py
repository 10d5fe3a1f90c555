"""Beginning a record in the community, for somebody whom no prison received."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.people.orders.actions import begin_record
from justice_portal.people.orders.figures import is_known_in, own_units
from justice_portal.people.orders.forms import NewOrderForm
from justice_portal.people.search import of_similar_name


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Who they are, and from when. People of the same name are shown first, before a second record is made."""
    user = request.user
    units = own_units(user)
    if not units:
        raise Http404
    form = NewOrderForm(request.POST or None, units=units)
    alike: list[Person] = []
    known = False
    if form.is_valid():
        given = form.cleaned_data
        alike = of_similar_name(given["given_name"], given["family_name"], Person.objects.visible_to(user))
        alike = [one for one in alike if one.crn != given["crn"]]
        known = is_known_in(*(given[name] for name in ("unit", "crn", "given_name", "family_name", "born_on")))
        if not (alike or known) or request.POST.get("is_someone_else"):
            try:
                person = begin_record(Person, **given, by=user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The record is made. Next: an appointment, and their plan."))
                return redirect(person)
    if alike:
        record(user, "person.listed", Person, subjects=alike)
    context = {"form": form, "groups": form.groups(), "alike": alike, "known": known}
    return render(request, "people/orders/new.html", context)
