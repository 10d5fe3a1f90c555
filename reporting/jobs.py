"""Background work of reporting: data in, one file out, never half a one."""

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.audit.log import record
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.registry import job
from justice_portal.notify import notify
from justice_portal.pdf.render import made_for, render_pdf
from justice_portal.states import move
from reporting.progress.data import data_version, report_data
from reporting.progress.models import ProgressReport, WingReport
from reporting.progress.pack import zip_of

TEMPLATE = "reporting/progress/pdf.html"


@job(seconds=90, needs=Permission.REPORT_ASK)
def make_progress_report(report_id: str, *, asked_by: Any) -> None:
    """Make the file of one report. Run twice, it finds the first one's file and leaves it."""
    report = ProgressReport.objects.visible_to(asked_by).for_rendering().get(pk=report_id)
    if report.status != ProgressReport.Status.MAKING:
        with finishing_job():
            return
    progress(1, 4, gettext_noop("Collecting the facts"))
    data = report_data(report, asked_by)
    made = _made(report, data, asked_by)
    progress(3, 4, gettext_noop("Keeping the file"))
    with finishing_job():
        _finish(report, made)
        if report.is_ready and report.person.user:
            notify(report.person.user, "report.ready", about=report)
        if report.is_ready and report.asked_by_id and report.asked_by_id != report.person.user_id:
            notify(report.asked_by, "report.ready", about=report)


def _made(report: ProgressReport, data: dict[str, Any], asked_by: Any) -> dict[str, Any]:
    """What goes on the row: the file with its facts, or the earlier report that says the same."""
    version = data_version(data)
    same = ProgressReport.objects.ready().filter(person=report.person, kind=report.kind, data_version=version).first()
    if same:
        return {"same_as": same}
    progress(2, 4, gettext_noop("Setting the pages"))
    with translation.override(data["language"]):
        mark = made_for(report.asked_by, report.asked_at)
    content = render_pdf(
        TEMPLATE,
        {"data": data, "code": data["reference"], "mark": mark},
        title=data["title"],
        language=data["language"],
    )
    stored = store(content, suffix=".pdf", kept_in="reporting.ProgressReport.path")
    return {"data": data, "data_version": version, "path": stored.name, "sha256": stored.sha256, "size": stored.size}


def _finish(report: ProgressReport, made: dict[str, Any]) -> None:
    if "same_as" in made:
        move(report, ProgressReport.Status.CANCELLED, **made)
        record(SYSTEM, "reports.same_as_before", report, same_as=made["same_as"])
    else:
        move(report, ProgressReport.Status.READY, ready_at=clock.now(), **made)
        record(SYSTEM, "reports.ready", report, version=made["data_version"])


@job(seconds=1800, needs=Permission.REPORT_WING)
def make_wing_report(batch_id: str, *, asked_by: Any) -> None:
    """Make each report of the run that is not made yet, then the ZIP. A new worker goes on where the last one stopped."""
    batch = WingReport.objects.visible_to(asked_by).select_related("wing", "establishment").get(pk=batch_id)
    if batch.status != WingReport.Status.MAKING:
        with finishing_job():
            return
    reports = batch.reports.visible_to(asked_by).for_rendering()
    total = reports.count() + 1
    for report in reports.filter(status=ProgressReport.Status.MAKING).order_by("person__family_name", "pk"):
        batch.refresh_from_db(fields=["status"])
        if batch.status != WingReport.Status.MAKING:
            break
        done = total - 1 - reports.filter(status=ProgressReport.Status.MAKING).count()
        progress(done, total, gettext_noop("Making the reports"))
        made = _made(report, report_data(report, asked_by), asked_by)
        with transaction.atomic():
            _finish(report, made)
    if batch.status != WingReport.Status.MAKING:
        with finishing_job():
            return
    progress(total - 1, total, gettext_noop("Packing the files"))
    stored = store(zip_of(batch, asked_by), suffix=".zip", kept_in="reporting.WingReport.path")
    with finishing_job():
        move(
            batch,
            WingReport.Status.READY,
            path=stored.name,
            sha256=stored.sha256,
            size=stored.size,
            ready_at=clock.now(),
        )
        record(SYSTEM, "reports.wing_ready", batch, subjects=list(batch.reports.values_list("person", flat=True)))
        notify(batch.asked_by, "wing_report.ready", about=batch)
