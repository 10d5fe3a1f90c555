"""Setting up complaints in a prison: who reads the confidential ones, and how soon all are answered."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal.access import Permission, places_for
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from rehab.complaints import readers
from rehab.complaints.due import days_of
from rehab.complaints.models import ComplaintPeriod, ComplaintReader
from rehab.complaints.setup import actions
from rehab.complaints.setup.forms import DaysForm, ReaderForm


def here(request: HttpRequest, pk: UUID) -> Establishment:
    return get_object_or_404(places_for(request.user, Permission.COMPLAINT_SETUP), pk=pk)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    if not request.user.holds(Permission.COMPLAINT_SETUP):
        raise Http404
    places = list(places_for(request.user, Permission.COMPLAINT_SETUP).open()[:200])
    return render(request, "rehab/complaints/setup/start.html", {"places": places})


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is named; name one more."""
    prison = here(request, pk)
    form = ReaderForm(request.POST or None)
    if form.is_valid():
        user = readers.managers_of(prison.pk).filter(username=form.cleaned_data["username"]).first()
        if user is None:
            form.add_error("username", _("No manager of this prison has this user name."))
        else:
            try:
                actions.name_reader(prison, user=user, by=request.user)
            except DomainError as error:
                form.add_error("username", str(error))
            else:
                return redirect("complaints:setup-place", pk=pk)
    named = ComplaintReader.objects.visible_to(request.user).live().filter(establishment=prison)
    context = {"place": prison, "readers": named.select_related("user").order_by("user__name"), "form": form}
    return render(request, "rehab/complaints/setup/place.html", context)


@require_POST
def reader_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    reader = get_object_or_404(ComplaintReader.objects.visible_to(request.user), pk=pk)
    actions.end_reader(reader, by=request.user)
    return redirect("complaints:setup-place", pk=reader.establishment_id)


@require_http_methods(["GET", "POST"])
def days(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How many working days each kind takes here."""
    prison = here(request, pk)
    now = {kind.value: days_of(prison.pk, kind.value) for kind in ComplaintPeriod.Kind}
    form = DaysForm(request.POST or None, initial=now)
    if form.is_valid():
        actions.set_days(prison, days=form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("complaints:setup-place", pk=pk)
    return render(request, "rehab/complaints/setup/days.html", {"place": prison, "form": form})
