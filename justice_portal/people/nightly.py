"""What the clock starts for this room."""

import logging
from datetime import timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import nightly
from justice_portal.people.reception.lists.actions import drop_file
from justice_portal.people.reception.models import ReceptionFile

log = logging.getLogger(__name__)
#: A list that nobody took in holds names for no longer than this.
WAITS = timedelta(days=1)


@nightly(at="03:20")
def drop_old_lists() -> None:
    """Lists of arrivals that nobody took in."""
    waiting = ReceptionFile.objects.filter(status=ReceptionFile.Status.WAITING, read_at__lt=clock.now() - WAITS)
    for file in waiting.iterator():
        try:
            drop_file(file, by=SYSTEM)
        except DomainError:
            log.warning("a list was settled meanwhile file=%s", file.pk)
