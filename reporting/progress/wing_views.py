"""Reports for a whole wing: one click, a bar, a way to stop, a ZIP."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from justice_portal import files
from justice_portal.access import Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.exports.taking import Export, ask_first, taking
from justice_portal.file_links import on_the_way
from reporting.progress import actions
from reporting.progress.forms import WingForm
from reporting.progress.models import ProgressReport, WingReport


@require_http_methods(["GET", "POST"])
def wings(request: HttpRequest) -> HttpResponse:
    """The runs so far, and the form that starts one."""
    if not request.user.holds(Permission.REPORT_WING):
        raise Http404
    form = WingForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        wing = form.cleaned_data["wing"]
        try:
            batch = actions.ask_wing_report(wing.establishment, wing=wing, **form.dates(), by=request.user)
        except DomainError as error:
            form.add_error("wing", str(error))
        else:
            return redirect(batch)
    runs = WingReport.objects.visible_to(request.user).select_related("wing", "establishment", "asked_by")[:50]
    return render(request, "reporting/progress/wings.html", {"form": form, "runs": runs})


def _batch(request: HttpRequest, pk: UUID) -> WingReport:
    runs = WingReport.objects.visible_to(request.user)
    return get_object_or_404(runs.select_related("wing", "establishment", "asked_by", "job"), pk=pk)


@require_safe
def wing(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = _batch(request, pk)
    reports = (
        ProgressReport.objects.visible_to(request.user).filter(wing_report=batch).select_related("person", "same_as")
    )
    reports = list(reports.order_by("person__family_name", "person__given_name", "pk"))
    record(request.user, "reports.wing_viewed", batch, subjects=[report.person_id for report in reports])
    made = sum(report.status != ProgressReport.Status.MAKING for report in reports)
    return render(
        request,
        "reporting/progress/wing.html",
        {"batch": batch, "job": batch.job, "reports": reports, "made": made, "total": len(reports)},
    )


@require_safe
def wing_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only how far the run is, in figures."""
    batch = _batch(request, pk)
    statuses = (
        ProgressReport.objects.visible_to(request.user).filter(wing_report=batch).values_list("status", flat=True)
    )
    made = sum(status != ProgressReport.Status.MAKING for status in statuses)
    context = {"batch": batch, "job": batch.job, "made": made, "total": len(statuses)}
    return render(request, "reporting/progress/wing_state.html", context)


@require_POST
def wing_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    return redirect(actions.stop_wing_report(_batch(request, pk), by=request.user))


@require_POST
def wing_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    return redirect(actions.retry_wing_report(_batch(request, pk), by=request.user))


@require_safe
def wing_download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    batch = _batch(request, pk)
    if not batch.is_ready:
        raise DomainError(_("These reports are not ready yet."))
    subjects = list(
        ProgressReport.objects.visible_to(request.user).filter(wing_report=batch).values_list("person", flat=True)
    )
    export = Export("reports:wing-download", {"run": str(batch.pk)}, len(subjects), request.path)
    if (given := taking(request.user, export)) is None:
        return ask_first(request, export)
    if way := on_the_way(request):
        return way
    record(request.user, "reports.wing_downloaded", batch, subjects=subjects, **given.facts)
    return files.download(batch.path, title=f"progress-reports-{batch.to_on:%Y-%m-%d}", content_type="application/zip")
