"""What the clock starts for handovers."""

import logging

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import nightly
from rehab.handover.actions import climb
from rehab.handover.models import CLIMBS_BEFORE, Handover

log = logging.getLogger(__name__)


@nightly(at="06:10")
def climb_late_handovers() -> None:
    """Handovers that are not done and whose day is near or past, to the managers of both sides."""
    near = Handover.objects.live().filter(due_on__lte=clock.today() + CLIMBS_BEFORE)
    for handover in near.iterator():
        try:
            climb(handover, by=SYSTEM)
        except DomainError:
            log.warning("a handover was settled meanwhile handover=%s", handover.pk)
