"""Asking a second person before many rows are taken out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from justice_portal.access import Permission
from justice_portal.changes.models import PendingChange
from justice_portal.exports import actions
from justice_portal.exports.forms import AskForm
from justice_portal.exports.taking import MOST_ALONE


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    if not request.user.holds(Permission.EXPORT_LARGE):
        raise Http404
    form = AskForm(request.POST, reader=request.user)
    if not form.is_valid():
        return render(request, "exports/ask.html", {"form": form, "rows": 0, "most": MOST_ALONE}, status=400)
    given = form.cleaned_data
    change = actions.ask_export(
        PendingChange, export=given["what"], recipient=given["recipient"], why=given["why"], by=request.user
    )
    messages.success(request, _("A second person was asked. You get a notice when they decide."))
    return redirect(change)
