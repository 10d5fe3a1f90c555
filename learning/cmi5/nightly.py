"""Work that the clock starts."""

import logging

from django.db.models.functions import Coalesce

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import nightly
from learning.cmi5.actions import abandon_launch
from learning.cmi5.models import LEFT_AFTER, Launch

log = logging.getLogger(__name__)


@nightly(at="03:20")
def close_what_was_left() -> None:
    """Close parts that nobody ended and that were silent for hours: a tablet that was switched off, a cell door."""
    left = Launch.objects.open().annotate(heard_at=Coalesce("last_at", "launched_at"))
    for launch in left.filter(heard_at__lt=clock.now() - LEFT_AFTER).iterator(chunk_size=200):
        try:
            abandon_launch(launch, by=SYSTEM)
        except DomainError:
            log.warning("not closed launch=%s", launch.pk)
