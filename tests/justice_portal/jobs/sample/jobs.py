"""Jobs that work, fail, take long or eat memory. An effect is an audit event: it can be counted and never taken back."""

import os
import signal
import time
from pathlib import Path

from django.conf import settings

from justice_portal.access import SYSTEM
from justice_portal.accounts.models import User
from justice_portal.audit.log import declare, record
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from justice_portal.files import store
from justice_portal.grants import Permission
from justice_portal.jobs import actions, sweeping
from justice_portal.jobs.errors import JobFailed
from justice_portal.jobs.lease import finishing_job, progress
from justice_portal.jobs.models import Job
from justice_portal.jobs.registry import job

declare("alteration", "sample.effect", "sample.start")
KEPT_IN = "justice_portal.User.name"


def effects(mark):
    """How often the job of that mark had its effect."""
    return AuditEvent.objects.filter(event="sample.effect", facts__mark=str(mark)).count()


def starts(mark):
    return AuditEvent.objects.filter(event="sample.start", facts__mark=str(mark)).count()


@job(seconds=60)
def effect(mark, *, asked_by):
    with finishing_job():
        record(asked_by, "sample.effect", Job, mark=mark)


@job(seconds=60)
def no_finish(mark, *, asked_by):
    record(asked_by, "sample.effect", Job, mark=mark)


@job(seconds=60)
def half_an_effect(mark, *, asked_by):
    with finishing_job():
        record(asked_by, "sample.effect", Job, mark=mark)
        raise ZeroDivisionError


@job(seconds=60)
def stopped_by(mark, *, asked_by):
    """Someone stops it while it runs."""
    actions.cancel_job(Job.objects.get(status="running"), by=asked_by)
    with finishing_job():
        record(asked_by, "sample.effect", Job, mark=mark)


@job(seconds=60)
def slow(mark, seconds, *, asked_by):
    """Works for so many seconds in small steps, then has its effect."""
    record(SYSTEM, "sample.start", Job, mark=mark)
    steps = int(float(seconds) * 10)
    for step in range(steps):
        time.sleep(0.1)
        progress(step, steps, "Working")
    with finishing_job():
        record(asked_by, "sample.effect", Job, mark=mark)


@job(seconds=60)
def poison(*, asked_by):
    raise ZeroDivisionError("A0001AA said something private")


@job(seconds=60)
def against_a_rule(*, asked_by):
    raise DomainError("Not today.")


@job(seconds=60)
def hopeless(*, asked_by):
    raise JobFailed("too_big")


@job(seconds=60)
def memory_bomb(*, asked_by):
    kept = []
    while True:
        kept.append(bytearray(16 * 1024 * 1024))


@job(seconds=1)
def endless(*, asked_by):
    while True:
        time.sleep(0.01)


@job(seconds=1)
def stuck(mark, *, asked_by):
    """Waits where no exception reaches it, as code that is not Python can."""
    record(SYSTEM, "sample.start", Job, mark=mark)
    if starts(mark) == 1:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        while True:
            time.sleep(1)
    with finishing_job():
        record(asked_by, "sample.effect", Job, mark=mark)


@job(seconds=60, needs=Permission.JOB_MANAGE)
def for_managers(*, asked_by):
    pass


@job(seconds=60)
def look_at(user_id, *, asked_by):
    """Reads a row as who asked: what is not visible to them ends the job."""
    User.objects.visible_to(asked_by).get(pk=user_id)


@job(seconds=60)
def keep_file(mark, megabytes, seconds=0, *, asked_by):
    """Stores a file and keeps its name in a row of which there can be one: as a report does."""
    record(SYSTEM, "sample.start", Job, mark=mark)
    kept = store(b"x" * int(float(megabytes) * 1024 * 1024), suffix=".bin", kept_in=KEPT_IN)
    if os.environ.get("FAIL_POINT") == "after rename":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(float(seconds))
    with finishing_job():
        User.objects.create(username=f"file-{mark}", name=kept.name)
        record(asked_by, "sample.effect", Job, mark=mark)


@job(seconds=60)
def done_then_killed(mark, *, asked_by):
    with finishing_job():
        record(asked_by, "sample.effect", Job, mark=mark)
    os.kill(os.getpid(), signal.SIGKILL)


class Exploit:
    """What a hostile message would be: unpickling it runs a command."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch {self.path}",)


def sweep_as_if_old():
    """The sweeper, as it acts once the files have been there for an hour."""
    for path in Path(settings.MEDIA_ROOT).rglob("*.bin"):
        an_hour_ago = path.stat().st_mtime - 3600
        os.utime(path, (an_hour_ago, an_hour_ago))
    sweeping.sweep(full=True)
