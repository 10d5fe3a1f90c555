"""Background work of the dashboards."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from justice_portal.access import SYSTEM, Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.exports.paper import MOST_ON_PAPER, keep
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.registry import job
from reporting.dashboards.columns import Row
from reporting.dashboards.figures import Caseload, Wanted
from reporting.dashboards.models import CaseloadPrint
from reporting.dashboards.render import caseload_pdf


@job(seconds=60, needs=Permission.DASHBOARD_VIEW)
def make_caseload_print(print_id: str, *, asked_by: Any) -> None:
    """Make the file, of what who asked may see now. Run twice, it finds the first one's file and leaves it."""
    asked = CaseloadPrint.objects.visible_to(asked_by).get(pk=print_id)
    if asked.status != CaseloadPrint.Status.MAKING:
        with finishing_job():
            return
    progress(1, 4, gettext_noop("Collecting the facts"))
    found = Caseload(asked_by, Wanted.again(asked.wanted))
    rows = [Row(*values) for values in found.rows()[: MOST_ON_PAPER + 1]]
    if len(rows) > MOST_ON_PAPER:
        raise DomainError(_("There are too many people on this list now."))
    progress(2, 4, gettext_noop("Setting the pages"))
    content = caseload_pdf(found, rows, code=asked.code)
    progress(3, 4, gettext_noop("Keeping the file"))
    stored = store(content, suffix=".pdf", kept_in="reporting.CaseloadPrint.path")
    people = [row.person for row in rows]
    with finishing_job():
        keep(asked, stored, people=people, by=asked_by)
        record(SYSTEM, "dashboards.print_ready", asked, subjects=people)
