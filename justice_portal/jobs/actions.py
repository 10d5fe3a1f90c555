"""What people do to jobs: stop them, start them again."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.jobs import wake
from justice_portal.jobs.lease import UNLEASED
from justice_portal.jobs.models import Job, Schedule
from justice_portal.states import move

#: The rows of work that went well are removed after so long; what the work did stands in the audit log.
KEEP_DONE = timedelta(days=90)
KEEP_DONE_SCHEDULED = timedelta(days=7)


@action(needs=Permission.JOB_VIEW)
def cancel_job(job: Job, *, by: Any) -> Job:
    """Stop it: if it runs, it has no effect any more and ends at its next step. Stopped twice is stopped."""
    if job.status == Job.Status.CANCELLED:
        return job
    message = _("It has ended already.")
    move(job, Job.Status.CANCELLED, message=message, finished_at=clock.now(), **UNLEASED)
    record(by, "job.cancelled", job)
    return job


@action(needs=Permission.JOB_VIEW)
def retry_job(job: Job, *, by: Any) -> Job:
    """Start it again with five new tries. One that was parked waits for someone who manages jobs."""
    if job.is_live:
        return job
    if job.status == Job.Status.PARKED:
        require(by, Permission.JOB_MANAGE, job)
    now = clock.now()
    try:
        with transaction.atomic():
            move(job, Job.Status.WAITING, tries=0, run_at=now, woken_at=now, done=0, error="", finished_at=None)
    except IntegrityError:
        raise DomainError(_("This has been asked for again already.")) from None
    record(by, "job.retried", job)
    transaction.on_commit(lambda: wake.send(job.pk), robust=True)
    return job


@action(needs=Permission.JOB_MANAGE)
def switch_schedule(schedule: Schedule, *, is_on: bool, by: Any) -> Schedule:
    """Let work come back by itself, or not."""
    Schedule.objects.filter(pk=schedule.pk).update(is_on=is_on)
    record(by, "job.schedule_switched", schedule, is_on=is_on)
    schedule.is_on = is_on
    return schedule


@action(needs=Permission.JOB_MANAGE)
def start_schedule_now(schedule: Schedule, *, by: Any) -> Schedule:
    """Make it due: the clock starts it with its next tick, and goes on as before after that."""
    schedule.next_run_at = clock.now()
    Schedule.objects.filter(pk=schedule.pk).update(next_run_at=schedule.next_run_at)
    record(by, "job.schedule_started", schedule)
    return schedule


@action(needs=Permission.JOB_MANAGE)
def remove_old_jobs(_jobs: type[Job], *, by: Any) -> int:
    """Remove the rows of work that ended well long ago; gives how many."""
    now = clock.now()
    ended = Job.objects.filter(status__in=[Job.Status.DONE, Job.Status.CANCELLED])
    _all, by_model = ended.filter(finished_at__lt=now - KEEP_DONE).delete()
    old_scheduled = ended.filter(asked_by=None, is_once=False, finished_at__lt=now - KEEP_DONE_SCHEDULED)
    _all, more = old_scheduled.filter(key__startswith="schedule:").delete()
    count = by_model.get("justice_portal.Job", 0) + more.get("justice_portal.Job", 0)
    if count:
        record(by, "job.old_removed", Job, count=count)
    return count
