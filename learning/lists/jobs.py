"""Background work of lists."""

from typing import Any

from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.exports.paper import MOST_ON_PAPER, keep
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.registry import job
from learning.lists.kinds import KINDS
from learning.lists.models import ListPrint
from learning.lists.render import list_pdf


@job(seconds=60, needs=Permission.LEARNING_ASSIGN)
def make_list_print(print_id: str, *, asked_by: Any) -> None:
    """Make the file, of what who asked may see now. Run twice, it finds the first one's file and leaves it."""
    asked = ListPrint.objects.visible_to(asked_by).get(pk=print_id)
    if asked.status != ListPrint.Status.MAKING:
        with finishing_job():
            return
    progress(1, 3, gettext_noop("Collecting the facts"))
    at = clock.now()
    with translation.override(asked_by.language):
        try:
            found = KINDS[asked.kind].build(asked_by, asked.wanted)
        except Http404:
            raise DomainError(_("You may not see this list any more.")) from None
    if len(found.rows) > MOST_ON_PAPER:
        raise DomainError(_("There are too many people on this list now."))
    progress(2, 3, gettext_noop("Setting the pages"))
    content = list_pdf(found, reader=asked_by, at=at, code=asked.code)
    stored = store(content, suffix=".pdf", kept_in="learning.ListPrint.path")
    with finishing_job():
        keep(asked, stored, people=found.people, by=asked_by)
        record(SYSTEM, "lists.print_ready", asked, subjects=found.people)
