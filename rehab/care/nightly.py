"""What the clock does for care: by itself, since no worker and no Redis may stand between a person and help."""

from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import every
from rehab.care.actions import tell_next_step
from rehab.care.models import CareAlert

MOST_AT_ONCE = 200


@every(timedelta(seconds=15), by_clock=True)
def climb_care_alerts() -> None:
    """Alerts that nobody has taken in time."""
    for alert in CareAlert.objects.due().select_for_update(skip_locked=True).order_by("next_step_at")[:MOST_AT_ONCE]:
        tell_next_step(alert, by=SYSTEM)
