"""The claim on a job, and what a job does with it: show progress, and finish.

The lease is the only claim. Whoever claims gets a token; the effect and "done" are one transaction that asks for the
token first, so of two who think they hold a job only one has an effect. A worker that dies stops renewing its lease,
and another takes the job.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from justice_portal import clock
from justice_portal.jobs.errors import JobCancelled, JobLost
from justice_portal.jobs.models import Job, JobQuerySet
from justice_portal.states import move

#: A worker that has been silent for so long has lost its job.
LEASE = timedelta(seconds=15)
#: progress() writes at most this often; in between it costs nothing.
PROGRESS_SECONDS = 0.5
#: What a job gives back when it ends.
UNLEASED: dict[str, Any] = {"lease_token": None, "lease_until": None}


@dataclass
class Hold:
    """This process's claim on a job, while it lasts."""

    job_id: UUID
    token: UUID
    is_finished: bool = False
    step: str = ""
    written_at: float = -PROGRESS_SECONDS

    def rows(self) -> JobQuerySet:
        return Job.objects.filter(pk=self.job_id, status=Job.Status.RUNNING, lease_token=self.token)

    def renew(self, **changes: object) -> None:
        """Stretch the lease; raises JobLost or JobCancelled when it is no longer ours."""
        if not self.rows().update(lease_until=clock.now() + LEASE, **changes):
            raise self.why_lost()

    def locked(self) -> Job:
        """The row, locked until the transaction ends; raises JobLost or JobCancelled when it is no longer ours."""
        job = self.rows().select_for_update().first()
        if job is None:
            raise self.why_lost()
        return job

    def why_lost(self) -> JobLost:
        is_cancelled = Job.objects.filter(pk=self.job_id, status=Job.Status.CANCELLED).exists()
        return JobCancelled() if is_cancelled else JobLost()


_hold: ContextVar[Hold] = ContextVar("hold")


def claim(candidates: JobQuerySet) -> Job | None:
    """Take the first of these waiting jobs that nobody else is just taking."""
    with transaction.atomic():
        job = candidates.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        now = clock.now()
        return move(
            job,
            Job.Status.RUNNING,
            lease_token=uuid4(),
            lease_until=now + LEASE,
            tries=job.tries + 1,
            started_at=now,
            done=0,
            error="",
        )


@contextmanager
def holding(job: Job) -> Iterator[Hold]:
    """Make this the job that progress() and finishing_job() speak of."""
    assert job.lease_token is not None
    hold = Hold(job.pk, job.lease_token)
    before = _hold.set(hold)
    try:
        yield hold
    finally:
        _hold.reset(before)


@contextmanager
def finishing_job() -> Iterator[Job]:
    """The transaction of a job's effect: "done" is part of it. Raises JobLost, with no effect, when the lease is gone."""
    hold = _hold.get(None)
    if hold is None:
        raise RuntimeError("finishing_job() outside a job")
    with transaction.atomic():
        job = hold.locked()
        yield job
        move(job, Job.Status.DONE, finished_at=clock.now(), done=job.total, error="", **UNLEASED)
    hold.is_finished = True


def progress(done: int, total: int, step: str = "") -> None:
    """Say how far the job is, and stay alive. Cheap: call it in a loop. Raises JobCancelled when someone stopped it.

    step is a sentence that we wrote, marked with gettext_noop, never data. Outside a job this does nothing.
    """
    hold = _hold.get(None)
    if hold is None or (step == hold.step and monotonic() - hold.written_at < PROGRESS_SECONDS):
        return
    hold.renew(done=min(done, total), total=total, step=step)
    hold.step, hold.written_at = step, monotonic()
