"""What the tablet door throws away by itself."""

from datetime import timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.log import record
from justice_portal.jobs.schedules import nightly
from justice_portal.visits.models import Visit

#: As long as tries to sign in: 13 months.
VISITS_KEPT = timedelta(days=396)


@nightly(at="03:15")
def forget_old_visits() -> None:
    """Remove visits that are older than they may be kept."""
    count, _by_model = Visit.objects.filter(began_at__lt=clock.now() - VISITS_KEPT).delete()
    if count:
        record(SYSTEM, "visit.forgotten", Visit, count=count)
