"""What the clock starts: the reminders of the day before."""

import logging
from datetime import datetime, time, timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import every
from rehab.appointments.actions import remind
from rehab.appointments.models import Appointment

log = logging.getLogger(__name__)

#: The day before is what helped in the trial (29% fewer were missed); two days before did not. Nobody is texted at night.
FIRST_HOUR, LAST_HOUR = 10, 18


@every(timedelta(minutes=15), seconds=120)
def remind_of_tomorrow() -> None:
    """Remind of each appointment of tomorrow that was not reminded of yet."""
    now = clock.now().astimezone(clock.LONDON)
    if not FIRST_HOUR <= now.hour < LAST_HOUR:
        return
    tomorrow = now.date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time.min, clock.LONDON)
    next_one = datetime.combine(tomorrow + timedelta(days=1), time.min, clock.LONDON)
    due = Appointment.objects.visible_to(SYSTEM).planned().filter(starts_at__gte=midnight, starts_at__lt=next_one)
    for meeting in due.exclude(reminders__for_day=tomorrow).select_related("person__user"):
        try:
            remind(meeting, by=SYSTEM)
        except DomainError as error:  # one refusal is logged, the rest go on
            log.warning("no reminder appointment=%s: %s", meeting.pk, error)
