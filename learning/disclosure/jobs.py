"""Background work: a letter as a tagged PDF of one page."""

from typing import Any

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.audit.log import record
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job
from justice_portal.jobs.registry import job
from justice_portal.pdf.render import PdfTooLong
from justice_portal.states import move
from learning.disclosure.models import LetterPrint
from learning.disclosure.render import as_pdf


@job(seconds=120, needs=Permission.PLAN_VIEW)
def make_letter(print_id: str, *, asked_by: Any) -> None:
    """Set it, and keep the file; when it is longer than a page there is no file, and the print says so."""
    made = LetterPrint.objects.visible_to(asked_by).select_related("letter__person").get(pk=print_id)
    if made.status != LetterPrint.Status.MAKING:
        with finishing_job():
            return
    facts: dict[str, Any] = {"letter_version": made.letter.version, "ready_at": clock.now()}
    try:
        paper = as_pdf(made.letter)
    except PdfTooLong:
        status = LetterPrint.Status.TOO_LONG
    else:
        kept = store(paper, suffix=".pdf", kept_in="learning.LetterPrint.path")
        status = LetterPrint.Status.READY
        facts |= {"path": kept.name, "sha256": kept.sha256}
    with finishing_job():
        move(made, status, **facts)
        record(SYSTEM, "disclosure.print_made", made, status=status)
