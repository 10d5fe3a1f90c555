"""Background work: the copy of a record."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext_noop

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, require
from justice_portal.audit.log import record
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.registry import job
from justice_portal.notify import notify
from justice_portal.rights.copying import collect
from justice_portal.rights.decisions import DECISIONS
from justice_portal.rights.keepsakes import keepsakes_of
from justice_portal.rights.models import RecordCopy
from justice_portal.rights.render import as_data, as_pdf
from justice_portal.states import move


@job(seconds=180, needs=Permission.RIGHTS_COPY)
def make_record_copy(copy_id: str, *, asked_by: Any) -> None:
    """Make both files, of what who asked may have now. Run twice, it finds the first one's files and leaves them."""
    asked = RecordCopy.objects.visible_to(asked_by).select_related("person__user").get(pk=copy_id)
    if asked.status != RecordCopy.Status.MAKING:
        with finishing_job():
            return
    require(asked_by, Permission.RIGHTS_COPY, asked.person)
    total, now = len(DECISIONS) + 4, clock.now()
    language = asked.person.user.language if asked.person.user else ""
    sections = []
    with translation.override(language or "en"):
        for section in collect(asked.person, reader=asked_by):
            sections.append(section)
            progress(len(sections), total, gettext_noop("Collecting the facts"))
    progress(total - 3, total, gettext_noop("Setting the pages"))
    pdf = as_pdf(asked.person, sections, made_at=now, made_for=asked.asked_by, language=language or "en")
    progress(total - 2, total, gettext_noop("Putting your papers in"))
    with translation.override(language or "en"):
        data = as_data(sections, made_at=now, pdf=pdf, along=keepsakes_of(asked.person, asked_by))
    progress(total - 1, total, gettext_noop("Keeping the file"))
    kept = store(data, suffix=".zip", kept_in="justice_portal.RecordCopy.data_path")
    paper = store(pdf, suffix=".pdf", kept_in="justice_portal.RecordCopy.pdf_path")
    with finishing_job():
        move(
            asked,
            RecordCopy.Status.READY,
            data_path=kept.name,
            pdf_path=paper.name,
            size=kept.size + paper.size,
            sha256=kept.sha256,
            ready_at=clock.now(),
        )
        record(SYSTEM, "rights.copy_ready", asked)
        notify(asked.asked_by, "rights.copy_ready", about=asked)
        if asked.person.user and asked.person.user_id != asked.asked_by_id:
            notify(asked.person.user, "rights.copy_ready", about=asked)
