"""Doing a job: claim it, run it with the rights of who asked, and write down how it ended."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, connection
from django.utils import translation

from justice_portal import clock, logs
from justice_portal.access import SYSTEM
from justice_portal.history.acting import acting_for
from justice_portal.jobs import endings, registry
from justice_portal.jobs.errors import JobLost
from justice_portal.jobs.heart import beating, time_limit
from justice_portal.jobs.lease import Hold, claim, finishing_job, holding
from justice_portal.jobs.models import Job

log = logging.getLogger(__name__)

#: A worker of an older version may meet a job that it does not know yet: that counts as a try in vain.
TRIES_OF_UNKNOWN = 5


def run_job(job_id: UUID) -> str | None:
    """Do this job if it is due and nobody has it. Gives the status it went to, or None when there was nothing to do."""
    job = claim(Job.objects.due().filter(pk=job_id))
    return _do(job) if job else None


def run_most_urgent(*, unclaimed_for: timedelta = timedelta(0)) -> str | None:
    """Do the most urgent job that has been due for so long; None when there is none."""
    job = claim(Job.objects.due_since(clock.now() - unclaimed_for))
    return _do(job) if job else None


def _do(job: Job) -> str | None:
    request = logs.request_id.set(job.request_id or f"job-{job.pk}")
    try:
        with holding(job) as hold:
            return _attempt(job, hold)
    except JobLost as error:
        log.warning("job let go id=%s why=%s", job.pk, type(error).__name__)
        return None
    except (DatabaseError, InterfaceError):
        # How it ended cannot be written now: the lease runs out and the clock gives the job to another.
        log.exception("job left id=%s", job.pk)
        return None
    finally:
        logs.request_id.reset(request)


def _attempt(job: Job, hold: Hold) -> str:
    kind = registry.find(job.name)
    most = kind.tries if kind else TRIES_OF_UNKNOWN
    if kind is None:
        return endings.end(hold, endings.again_or_park("unknown", tries=job.tries, most=most)).status
    try:
        asked_by = _who_asked(job, kind)
        with (
            acting_for(asked_by),
            beating(hold, kind.seconds),
            time_limit(kind.seconds),
            translation.override(getattr(asked_by, "language", "en")),
        ):
            kind.run(job.args, asked_by)
            if not hold.is_finished:
                with finishing_job():
                    pass
    except JobLost:
        raise
    except Exception as error:  # whatever it was: it is logged, and how the job ended says so
        log.warning("job failed id=%s name=%s try=%s", job.pk, job.name, job.tries, exc_info=error)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        return endings.end(hold, endings.ending_for(error, tries=job.tries, most=most)).status
    return Job.Status.DONE


def _who_asked(job: Job, kind: registry.Kind) -> Any:
    """The user as of now, or SYSTEM; raises PermissionDenied when the account or the right has gone since (T33, T92)."""
    if job.asked_by is None:
        return SYSTEM
    if not job.asked_by.is_active or (kind.needs and not job.asked_by.holds(kind.needs)):
        raise PermissionDenied
    return job.asked_by
