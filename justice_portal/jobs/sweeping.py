"""Putting right what a crash left between two steps that cannot be one: a file and its row (F27)."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from justice_portal import clock, files
from justice_portal.jobs.models import Job

log = logging.getLogger(__name__)

Sweeper = Callable[[], int]
#: Rooms add theirs with @sweeper: each repairs what it can and gives how much that was.
_sweepers: list[Sweeper] = []
EVERY_SECONDS = 60.0
#: Folders in which nothing changed lately are looked at this seldom: only rows that went leave orphans there.
ALL_EVERY_SECONDS = 6 * 3600.0
LATELY = timedelta(hours=1)


def sweeper(function: Sweeper) -> Sweeper:
    """Call this function every minute: it looks for halves of things and completes or removes them."""
    _sweepers.append(function)
    return function


def forget(function: Sweeper) -> None:
    _sweepers.remove(function)


class Broom:
    """Sweeps when it is time to."""

    def __init__(self) -> None:
        self.swept_at = self.swept_all_at = float("-inf")

    def sweep_if_due(self) -> None:
        if monotonic() - self.swept_at < EVERY_SECONDS:
            return
        self.swept_at = monotonic()
        is_full = monotonic() - self.swept_all_at >= ALL_EVERY_SECONDS
        if is_full:
            self.swept_all_at = monotonic()
        sweep(full=is_full)


def sweep(*, full: bool) -> int:
    """Remove files that no row names, and let the rooms repair theirs; gives how much was put right."""
    since = None if full else clock.now() - LATELY
    repaired = files.sweep_orphans(older_than=_oldest_work(), changed_since=since)
    for function in _sweepers:
        try:
            repaired += function()
        except Exception as error:  # one that fails is logged; the others go on
            log.error("a sweeper failed name=%s", function.__qualname__, exc_info=error)
    if repaired:
        log.warning("swept: %s things were half there", repaired)
    return repaired


def _oldest_work() -> datetime:
    """Files younger than this may still get their row: from a page that is saving, or from a job that runs."""
    now = clock.now()
    running = Job.objects.filter(status=Job.Status.RUNNING).order_by("started_at").values_list("started_at", flat=True)
    return min(now - files.ORPHAN_AFTER, running.first() or now)
