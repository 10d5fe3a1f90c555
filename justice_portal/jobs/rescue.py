"""What keeps jobs going whatever dies: lost ones are given to another, and workers are told again."""

from datetime import timedelta
from functools import partial

from django.db import transaction

from justice_portal import clock
from justice_portal.jobs import endings, registry, wake
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import TRIES_OF_UNKNOWN

#: Workers are told again of work that they have not begun.
TELL_AGAIN = timedelta(seconds=5)
#: So many at a time: each message makes a worker do one job, whichever is the most urgent.
BATCH = 100
#: Work that nobody claimed for so long is done without Redis and without workers.
NOBODY_CAME = timedelta(seconds=10)


def requeue_lost() -> int:
    """Put back the jobs whose worker has died; park those that have killed five. Gives how many there were."""
    with transaction.atomic():
        lost = list(Job.objects.lost().select_for_update(skip_locked=True)[:BATCH])
        for job in lost:
            kind = registry.find(job.name)
            most = kind.tries if kind else TRIES_OF_UNKNOWN
            ending = endings.again_or_park("lost", tries=job.tries, most=most, wait=timedelta(0))
            endings.write(job, ending)
    return len(lost)


def tell_again() -> int:
    """Tell workers of due work that they seem not to have heard of; gives of how much."""
    if wake.is_resting():
        return 0
    with transaction.atomic():
        now = clock.now()
        unheard = Job.objects.due().exclude(woken_at__gt=now - TELL_AGAIN).values_list("pk", flat=True)
        jobs = list(unheard[: 1 if wake.is_doubtful() else BATCH])
        Job.objects.filter(pk__in=jobs).update(woken_at=now)
        for job in jobs:
            transaction.on_commit(partial(wake.send, job), robust=True)
    return len(jobs)


def abandoned() -> Job | None:
    """The most urgent job that nobody came for."""
    return Job.objects.due_since(clock.now() - NOBODY_CAME).first()
