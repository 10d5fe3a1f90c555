"""Signs of life of the processes behind the pages."""

import logging
from datetime import timedelta
from time import monotonic

from django.db import DatabaseError, InterfaceError

from justice_portal import clock
from justice_portal.jobs.models import Job, SignOfLife

log = logging.getLogger(__name__)

#: A clock and a worker each say every ten seconds that they are there.
SILENT_AFTER = timedelta(seconds=30)
#: Work that waits longer than this means that nobody works.
WAITS_TOO_LONG = timedelta(minutes=5)


class Life:
    """Says that this kind of process is alive, at most so often."""

    def __init__(self, name: str, *, every_seconds: float) -> None:
        self.name = name
        self.every_seconds = every_seconds
        self.shown_at = float("-inf")

    def show_if_due(self) -> bool:
        """Whether it was time to. A database that is away is waited for elsewhere."""
        if monotonic() - self.shown_at < self.every_seconds:
            return False
        self.shown_at = monotonic()
        try:
            SignOfLife.objects.update_or_create(name=self.name, defaults={"at": clock.now()})
        except (DatabaseError, InterfaceError):
            log.warning("no sign of life written: the database is away")
        return True


def look() -> dict[str, object]:
    """The state of background work in figures: for the health page and for alarms."""
    now = clock.now()
    seen = {sign.name: sign.at for sign in SignOfLife.objects.all()}
    oldest = Job.objects.due().order_by("run_at").values_list("run_at", flat=True).first()
    return {
        **{name: bool(name in seen and now - seen[name] < SILENT_AFTER) for name in ("clock", "worker")},
        "waiting": Job.objects.due().count(),
        "oldest_waits_seconds": int((now - oldest).total_seconds()) if oldest else 0,
        "queue_moves": oldest is None or now - oldest < WAITS_TOO_LONG,
        "parked": Job.objects.filter(status=Job.Status.PARKED).count(),
    }
