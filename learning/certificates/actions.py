"""Asking for a certificate, and taking one back."""

import logging
from typing import Any
from uuid import uuid4

import learning.certificates.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.jobs.queue import enqueue
from justice_portal.states import move
from learning.certificates.jobs import make_certificate
from learning.certificates.models import Certificate
from learning.certificates.rules import TooQuickError, marked_attempt
from learning.courses.models import Enrolment

security_log = logging.getLogger("justice_portal.security")


@action(needs=Permission.LEARNING_DO)
def ask_certificate(enrolment: Enrolment, *, by: Any) -> Certificate:
    """Have it made. There is one for a course: who asks again is given the one that stands."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if done := Certificate.objects.standing().filter(enrolment=enrolment).first():
        return done
    try:
        attempt = marked_attempt(enrolment)
    except TooQuickError:
        security_log.warning("certificate too quick enrolment=%s", enrolment.pk)
        raise
    language = "cy" if enrolment.person.wants_welsh else "en"
    version, finished_at = enrolment.version, enrolment.progress.completed_at
    assert finished_at is not None  # marked_attempt saw to it
    certificate = Certificate.objects.create(
        subject=uuid4(),
        person=enrolment.person,
        enrolment=enrolment,
        attempt=attempt,
        holder=str(enrolment.person),
        title=version.title,
        level=version.level,
        lessons=[lesson.title.get(language) or lesson.title["en"] for lesson in version.lessons.all()],
        language=language,
        finished_on=finished_at.astimezone(clock.LONDON).date(),
        made_in=enrolment.person.establishment,
    )
    certificate.job = enqueue(make_certificate, certificate.pk, key=f"certificate:{certificate.pk}", by=by)
    certificate.save(update_fields=["job"])
    record(by, "certificate.asked", certificate, course=enrolment.course_id, attempt=attempt)
    return certificate


@action(needs=Permission.LEARNING_ASSIGN)
def withdraw_certificate(certificate: Certificate, *, reason: str, by: Any) -> Certificate:
    """It does not stand any more: whoever checks it is told so. Another may be asked for."""
    if certificate.is_withdrawn:
        return certificate
    status = Certificate.Status.WITHDRAWN
    move(certificate, status, withdrawn_at=clock.now(), withdrawn_by=by, reason=reason)
    record(by, "certificate.withdrawn", certificate, reason=reason)
    return certificate
