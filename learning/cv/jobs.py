"""Background work: a CV as a tagged PDF of one page."""

from typing import Any

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.audit.log import record
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job
from justice_portal.jobs.registry import job
from justice_portal.pdf.render import PdfTooLong
from justice_portal.states import move
from learning.cv.models import CVPrint
from learning.cv.render import as_pdf


@job(seconds=120, needs=Permission.LEARNING_VIEW)
def make_cv(print_id: str, *, asked_by: Any) -> None:
    """Set it, and keep the file; when it is longer than a page there is no file, and the print says so."""
    made = CVPrint.objects.visible_to(asked_by).select_related("cv__person").get(pk=print_id)
    if made.status != CVPrint.Status.MAKING:
        with finishing_job():
            return
    facts: dict[str, Any] = {"cv_version": made.cv.version, "ready_at": clock.now()}
    try:
        paper = as_pdf(made.cv)
    except PdfTooLong as error:
        status, facts["pages"] = CVPrint.Status.TOO_LONG, error.pages
    else:
        kept = store(paper, suffix=".pdf", kept_in="learning.CVPrint.path")
        status = CVPrint.Status.READY
        facts |= {"path": kept.name, "sha256": kept.sha256, "pages": 1}
    with finishing_job():
        move(made, status, **facts)
        record(SYSTEM, "cv.print_made", made, status=status)
