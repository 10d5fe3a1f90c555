"""Deaths that this place wrote down, so that one which is a mistake can be taken back."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.paging import paged
from justice_portal.people.deaths.actions import ask_back
from justice_portal.people.deaths.forms import TakeBackForm
from justice_portal.people.deaths.models import RecordedDeath


def _rows(request: HttpRequest) -> QuerySet[RecordedDeath]:
    seen = RecordedDeath.objects.visible_to(request.user).standing(request.user)
    return seen.with_places().select_related("person")


@require_safe
def deaths(request: HttpRequest) -> HttpResponse:
    """Every death that was written down where the reader manages, the newest first."""
    if not request.user.holds(Permission.DEATH_TAKE_BACK):
        raise Http404
    paging = paged(_rows(request).order_by("-happened_at", "-pk"), request.GET)
    record(request.user, "person.deaths_viewed", RecordedDeath, subjects=[one.person_id for one in paging.rows])
    return render(request, "people/deaths/list.html", {"paging": paging, "deaths": paging.rows})


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask to take one back; a second person agrees or refuses under "Second person"."""
    death = get_object_or_404(_rows(request), pk=pk)
    form = TakeBackForm(request.POST or None, death=death)
    if form.is_valid():
        try:
            change = ask_back(death, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Asked. Nothing has changed yet: a second person must agree first."))
            return redirect(change)
    record(request.user, "person.deaths_viewed", death, subjects=[death.person_id])
    return render(request, "people/deaths/take_back.html", {"death": death, "form": form})
