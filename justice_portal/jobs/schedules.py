"""Work that comes back by itself: declared in code, kept in rows, started by the clock."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import wraps
from typing import Any

from django.db import connection, transaction

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.jobs import queue, registry
from justice_portal.jobs.models import Priority, Schedule

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Timing:
    """When to run: at intervals, or at a time on the wall in London, each day or on one day of the month."""

    every: timedelta | None = None
    at: time | None = None
    day: int | None = None
    by_clock: bool = False

    def next_after(self, moment: datetime) -> datetime:
        """The first time to run after moment. What was missed is not made up for: it runs once, late.

        A time that the wall clock skips in March falls after the gap, one that it shows twice in October counts once.
        """
        if self.every:
            return moment + self.every
        assert self.at
        date = moment.astimezone(clock.LONDON).date()
        while True:
            if self.day in {None, date.day}:
                found = datetime.combine(date, self.at, clock.LONDON).astimezone(UTC)
                if found > moment:
                    return found
            date += timedelta(days=1)


_timings: dict[str, Timing] = {}
Function = Callable[[], None]


def nightly(*, at: str, seconds: int = 300) -> Callable[[Function], Function]:
    """Run this function every night at a time like "02:30"; it takes nothing, and acts with by=SYSTEM."""
    return _declare(Timing(at=time.fromisoformat(at)), seconds)


def monthly(*, day: int, at: str, seconds: int = 300) -> Callable[[Function], Function]:
    """Run this function on one day of each month, 1 to 28."""
    return _declare(Timing(at=time.fromisoformat(at), day=day), seconds)


def every(interval: timedelta, *, seconds: int = 60, by_clock: bool = False) -> Callable[[Function], Function]:
    """Run this function again and again. by_clock: the clock itself does it, for what must not wait for any worker.

    Such a function is short. It runs in one transaction with its schedule; if it fails it is tried again at once.
    """
    return _declare(Timing(every=interval, by_clock=by_clock), seconds)


def _declare(timing: Timing, seconds: int) -> Callable[[Function], Function]:
    def mark(function: Function) -> Function:
        @wraps(function)
        def as_job(*, asked_by: Any) -> None:
            function()

        name = registry.name_of(function)
        registry.add(registry.Kind(name, as_job, seconds, tries=5))
        _timings[name] = timing
        return function

    return mark


def write_rows() -> None:
    """Make the rows agree with what the code declares. Whether a row is on, and when it ran, is the row's own."""
    registry.load()
    now = clock.now()
    Schedule.objects.exclude(name__in=_timings).delete()
    for name, timing in _timings.items():
        given = {"every": timing.every, "at": timing.at, "day": timing.day}
        row, is_new = Schedule.objects.get_or_create(
            name=name, defaults={**given, "next_run_at": now if timing.every else timing.next_after(now)}
        )
        if not is_new and given != {field: getattr(row, field) for field in given}:
            Schedule.objects.filter(pk=row.pk).update(**given, next_run_at=timing.next_after(now))


def start_due() -> int:
    """Start what is due, each once however many ask; gives how many were started."""
    started = 0
    for name in Schedule.objects.due().values_list("name", flat=True):
        try:
            with transaction.atomic():
                started += _start(name)
        except Exception as error:  # one that fails is logged and stays due; the others go on
            log.error("scheduled work failed name=%s", name, exc_info=error)
            if not connection.is_usable():
                raise
    return started


def _start(name: str) -> bool:
    row = Schedule.objects.due().select_for_update(skip_locked=True).filter(name=name).first()
    timing, kind = _timings.get(name), registry.find(name)
    if row is None or timing is None or kind is None:
        return False  # somebody else has it, or only a newer version of the product knows it
    now = clock.now()
    Schedule.objects.filter(pk=row.pk).update(last_run_at=now, next_run_at=timing.next_after(now))
    if timing.by_clock:
        kind.run([], SYSTEM)
    else:
        queue.enqueue(kind.function, key=f"schedule:{name}", by=SYSTEM, priority=Priority.BULK)
    return True
