"""enqueue(): the one way to hand work off."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from justice_portal import clock, logs
from justice_portal.access import SYSTEM
from justice_portal.jobs import registry, wake
from justice_portal.jobs.models import Job, Priority

#: A race for one key is decided by the database; the loser looks again, in vain only if the winner has just finished.
LOOKS = 5


def enqueue(
    function: Callable[..., Any],
    *ids: UUID | str,
    key: str,
    by: Any,
    run_at: datetime | None = None,
    priority: Priority = Priority.ASKED,
    once: bool = False,
) -> Job:
    """Hand function off, in the caller's transaction: the work and its cause are stored together or not at all.

    key names the work. While a job with that key waits or runs, asking again gives that job. With once=True the key
    also names the occasion ("monthly:2027-03:<id>"): asking again gives the first job even when it has ended.
    A worker is told after the commit, if it can be told at once; this never waits for Redis and never fails with it.
    """
    kind = registry.find(registry.name_of(function))
    if kind is None:
        raise ValueError(f"{function.__qualname__} is not a @job")
    row = Job(
        name=kind.name,
        args=[str(one) for one in ids],
        key=key,
        is_once=once,
        asked_by_id=None if by is SYSTEM else by.pk,
        request_id=logs.request_id.get(),
        priority=priority,
        run_at=run_at or clock.now(),
    )
    if row.run_at <= clock.now():
        row.woken_at = clock.now()
    return _insert(row)


def _insert(row: Job) -> Job:
    for _look in range(LOOKS):
        Job.objects.bulk_create([row], ignore_conflicts=True)
        holds_the_key = Q(status__in=Job.LIVE) | Q(is_once=True) if row.is_once else Q(status__in=Job.LIVE)
        kept = Job.objects.filter(holds_the_key | Q(pk=row.pk), key=row.key).first()
        if kept is None:
            continue
        if kept.pk == row.pk and row.woken_at:
            transaction.on_commit(lambda: wake.send(row.pk), robust=True)
        return kept
    raise RuntimeError(f"could not enqueue {row.name}: its key keeps changing hands")
