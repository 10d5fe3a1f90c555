"""How a job that did not succeed ends: tried again later, failed, parked or refused."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, InterfaceError, transaction
from django.http import Http404

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.files import StorageFull
from justice_portal.jobs.errors import JobFailed, JobTooLong
from justice_portal.jobs.lease import UNLEASED, Hold
from justice_portal.jobs.models import Job
from justice_portal.states import move

log = logging.getLogger(__name__)
security_log = logging.getLogger("justice_portal.security")

#: How long a job waits after its first, second, third … try in vain.
BACK_OFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
#: A full disk is no fault of the job: it is tried again for as long as it takes.
WAIT_FOR_ROOM = timedelta(seconds=15)

#: Called with each job that was parked, after the commit: a human must look (F23). Add with @when_parked.
_alarms: list[Callable[[Job], None]] = []


@dataclass(frozen=True)
class Ending:
    """status: where the job goes. error: the code it keeps. wait: how long until the next try."""

    status: str
    error: str
    wait: timedelta | None = None
    counts: bool = True


def when_parked(alarm: Callable[[Job], None]) -> Callable[[Job], None]:
    """Tell this function of each job that is parked."""
    _alarms.append(alarm)
    return alarm


def no_longer_when_parked(alarm: Callable[[Job], None]) -> None:
    _alarms.remove(alarm)


def ending_for(error: BaseException, *, tries: int, most: int) -> Ending:
    """What becomes of a job that raised this error in its tries-th try of at most `most`."""
    match error:
        case PermissionDenied() | ObjectDoesNotExist() | Http404():
            return Ending(Job.Status.REFUSED, "rights")
        case StorageFull():
            return Ending(Job.Status.WAITING, "storage", WAIT_FOR_ROOM, counts=False)
        case JobFailed():
            return Ending(Job.Status.FAILED, error.code)
        case DomainError():
            return Ending(Job.Status.FAILED, getattr(error, "code", "rule"))
        case MemoryError():
            return Ending(Job.Status.FAILED, "memory")
        case JobTooLong():
            code = "too_long"
        case DatabaseError() | InterfaceError():
            code = "database"
        case _:
            code = type(error).__name__[:60]
    return again_or_park(code, tries=tries, most=most)


def again_or_park(code: str, *, tries: int, most: int, wait: timedelta | None = None) -> Ending:
    """Another try after a while, longer each time unless told, or none when there have been enough."""
    if tries >= most:
        return Ending(Job.Status.PARKED, code)
    return Ending(Job.Status.WAITING, code, BACK_OFF[min(tries, len(BACK_OFF)) - 1] if wait is None else wait)


def end(hold: Hold, ending: Ending) -> Job:
    """Write the ending down; raises JobLost when the job is no longer ours."""
    with transaction.atomic():
        job = hold.locked()
        write(job, ending)
    return job


def write(job: Job, ending: Ending) -> None:
    """Move a running job, whose row is locked, to its ending."""
    changes: dict[str, Any] = {"error": ending.error, **UNLEASED}
    if ending.wait is None:
        changes["finished_at"] = clock.now()
    else:
        changes |= {"run_at": clock.now() + ending.wait, "woken_at": None}
    if not ending.counts:
        changes["tries"] = job.tries - 1
    move(job, ending.status, **changes)
    if ending.status == Job.Status.PARKED:
        log.error("job parked id=%s name=%s error=%s", job.pk, job.name, ending.error)
        for alarm in _alarms:
            transaction.on_commit(partial(alarm, job), robust=True)
    elif ending.status == Job.Status.REFUSED:
        security_log.warning("job refused id=%s name=%s user=%s", job.pk, job.name, job.asked_by_id)
