"""Somebody who opened too many records: what they opened, and letting them go on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.lookups import actions
from justice_portal.lookups.figures import opened
from justice_portal.lookups.forms import LiftForm
from justice_portal.lookups.models import LookUpStop
from justice_portal.notify import seen
from justice_portal.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One stop: the records that led to it, as far as this manager may see them, and the way to lift it."""
    user = request.user
    row = get_object_or_404(LookUpStop.objects.visible_to(user).select_related("user", "lifted_by"), pk=pk)
    seen(user, row)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.lift_stop(row, words=form.cleaned_data["words"], by=user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("They can open records again."))
            return redirect("lookups:stop", pk=row.pk)
    looked = opened(row)
    people = {one.pk: one for one in Person.objects.visible_to(user).filter(pk__in=[one for one, _at in looked])}
    record(user, "lookups.stop_viewed", row, subjects=list(people))
    context = {
        "stop": row,
        "is_own": row.user_id == user.pk,
        "opened": [(people.get(person), at) for person, at in looked],
        "form": form,
    }
    return render(request, "lookups/stop.html", context, status=400 if form.errors else 200)
