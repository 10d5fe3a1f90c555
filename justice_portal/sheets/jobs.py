"""Background work: the file of one sheet, or of the sheets of a wing."""

from typing import Any

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.audit.log import record
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job
from justice_portal.jobs.registry import job
from justice_portal.sheets.models import Sheet, SheetPrint
from justice_portal.sheets.render import as_pdf
from justice_portal.states import move


@job(seconds=120, needs=Permission.SHEET_TYPE)
def make_print(print_id: str, *, asked_by: Any) -> None:
    """Set the pages of those sheets that who asked may see now."""
    made = SheetPrint.objects.visible_to(asked_by).select_related("asked_by").get(pk=print_id)
    if made.is_ready:
        with finishing_job():
            return
    rows = Sheet.objects.visible_to(asked_by).filter(last_print=made)
    sheets = rows.select_related("person__cell", "person__wing").order_by(
        "person__cell__code", "person__family_name", "pk"
    )
    paper = as_pdf(list(sheets), made_at=clock.now(), asked_by=made.asked_by)
    kept = store(paper, suffix=".pdf", kept_in="justice_portal.SheetPrint.path")
    with finishing_job():
        move(made, SheetPrint.Status.READY, path=kept.name, sha256=kept.sha256, ready_at=clock.now())
        record(SYSTEM, "sheets.print_ready", made, subjects={one.person_id for one in sheets})
