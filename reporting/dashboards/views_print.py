"""The caseload on paper: asked for, followed, taken away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from justice_portal import files
from justice_portal.access import Permission, people_for
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.exports.taking import Export, ask_first, taking
from justice_portal.file_links import on_the_way
from reporting.dashboards import actions
from reporting.dashboards.forms import PrintForm
from reporting.dashboards.models import CaseloadPrint
from reporting.dashboards.views import asked, of_staff_only


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Have the list that the page shows made into a PDF."""
    of_staff_only(request)
    form = PrintForm(request.POST)
    query = request.POST.get("query", "")[:1000]
    filters, found = asked(request, QueryDict(query))
    if not form.is_valid() or filters.errors:
        return redirect(f"{reverse('dashboards:caseload')}?{query}")
    return redirect(
        actions.ask_print(CaseloadPrint, key=form.cleaned_data["key"], wanted=found.wanted, by=request.user)
    )


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, and the file when it is there."""
    made = _own(request, pk)
    manages = request.user.holds(Permission.JOB_MANAGE)
    can_retry = bool(made.job and made.job.can_be_retried(by_manager=manages))
    return render(request, "reporting/dashboards/print.html", {"made": made, "job": made.job, "can_retry": can_retry})


@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file, as long as who asked may still see all that is in it."""
    made = _own(request, pk)
    if not made.is_ready:
        raise DomainError(_("This list is not here. Ask for it again."))
    reach = people_for(request.user, Permission.DASHBOARD_VIEW)
    still_seen = reach.filter(pk__in=made.subjects).count() == len(made.subjects)
    if not still_seen or {held.pk for held in request.user.roles_held()} != set(made.roles):
        raise DomainError(_("What you may see has changed since this list was made. Ask for it again."))
    export = Export("dashboards:print-download", {"print": str(made.pk)}, len(made.subjects), request.path)
    if (given := taking(request.user, export)) is None:
        return ask_first(request, export)
    if way := on_the_way(request):
        return way
    record(request.user, "dashboards.print_downloaded", made, subjects=made.subjects, **given.facts)
    return files.download(made.path, title=f"caseload-{made.asked_at:%Y-%m-%d}", content_type="application/pdf")


def _own(request: HttpRequest, pk: UUID) -> CaseloadPrint:
    return get_object_or_404(CaseloadPrint.objects.visible_to(request.user).select_related("job"), pk=pk)
