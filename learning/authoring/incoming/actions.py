"""A writer sends a file of questions. It is kept until a worker has read it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.files import store
from justice_portal.jobs.models import Job
from justice_portal.jobs.queue import enqueue
from learning.authoring.incoming.jobs import read_questions
from learning.authoring.incoming.models import QuestionImport
from learning.authoring.models import Draft


@action(needs=Permission.COURSE_WRITE)
def send_file(draft: Draft, *, key: UUID, name: str, content: bytes, by: Any) -> QuestionImport:
    """Keep the file and have it read. The same form sent twice is one file."""
    if done := QuestionImport.objects.filter(pk=key).first():
        if done.draft_id != draft.pk:
            raise DomainError(_("Please open the page again and try once more."))
        return done
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    if not now.can_be_written:
        raise DomainError(_("This draft is with a second person. Take it back to change it."))
    reading = QuestionImport.objects.filter(draft=draft, status=QuestionImport.Status.READING)
    if reading.filter(
        job__status__in=Job.LIVE
    ).exists():  # one that failed may be tried again, and stands in nobody's way
        raise DomainError(_("Another file is being read. Wait until it is done."))
    kept = store(content, suffix=".bin", kept_in="learning.QuestionImport.path")
    made = QuestionImport.objects.create(pk=key, draft=draft, name=name, path=kept.name, added_by=by)
    made.job = enqueue(read_questions, made.pk, key=f"questions:{made.pk}", by=by)
    made.save(update_fields=["job"])
    record(by, "draft.file_sent", draft, sha256=kept.sha256, size=kept.size)
    return made
