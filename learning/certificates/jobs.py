"""Background work: making a certificate."""

from typing import Any

from django.utils.translation import gettext_noop

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.audit.log import record
from justice_portal.files import store
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.registry import job
from justice_portal.notify import notify
from justice_portal.states import move
from learning.certificates.badge import signed
from learning.certificates.models import Certificate
from learning.certificates.render import as_pdf


@job(seconds=60, needs=Permission.LEARNING_DO)
def make_certificate(certificate_id: str, *, asked_by: Any) -> None:
    """The paper and the badge. Made again it is the same certificate."""
    rows = Certificate.objects.within(asked_by, Permission.LEARNING_DO).select_related("enrolment", "person__user")
    certificate = rows.get(pk=certificate_id)
    if certificate.status != Certificate.Status.MAKING:
        with finishing_job():
            return
    progress(1, 3, gettext_noop("Signing it"))
    badge = signed(certificate)
    progress(2, 3, gettext_noop("Setting the page"))
    kept = store(as_pdf(certificate), suffix=".pdf", kept_in="learning.Certificate.path")
    with finishing_job():
        move(
            certificate,
            Certificate.Status.READY,
            path=kept.name,
            sha256=kept.sha256,
            badge=badge,
            ready_at=clock.now(),
        )
        record(SYSTEM, "certificate.ready", certificate)
        if certificate.person.user:
            notify(certificate.person.user, "certificate.ready", about=certificate.enrolment)
