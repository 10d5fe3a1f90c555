"""What the clock starts: reminders of the day before, and sessions that cannot be any more."""

import logging
from datetime import datetime, time, timedelta

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import every
from mentoring.sessions.actions import remind
from mentoring.sessions.following import call_off_all, that_cannot_be, without_clearance
from mentoring.sessions.models import MentoringSession

log = logging.getLogger(__name__)

#: Nobody is told at night; the day before is what helps (docs of appointments say by how much).
FIRST_HOUR, LAST_HOUR = 10, 18


@every(timedelta(minutes=15), seconds=120)
def remind_of_sessions() -> None:
    """Tell both of each session of tomorrow, once."""
    now = clock.now().astimezone(clock.LONDON)
    if not FIRST_HOUR <= now.hour < LAST_HOUR:
        return
    first = datetime.combine(now.date() + timedelta(days=1), time.min, clock.LONDON)
    last = datetime.combine(now.date() + timedelta(days=2), time.min, clock.LONDON)
    rows = MentoringSession.objects.to_come().filter(reminded_at=None, starts_at__gte=first, starts_at__lt=last)
    for one in rows.select_related("person__user", "mentor"):
        try:
            remind(one, by=SYSTEM)
        except DomainError as error:  # one refusal is logged, the rest go on
            log.warning("no reminder session=%s: %s", one.pk, error)


@every(timedelta(minutes=15), seconds=120)
def call_off_what_cannot_be() -> None:
    """Sessions after the end of a vetting or a match, in a slot that was closed, or of a person who is elsewhere."""
    for rows in (that_cannot_be(), without_clearance()):
        for one in list(rows):
            try:
                call_off_all([one], by=SYSTEM)
            except DomainError as error:
                log.warning("a session was called off meanwhile session=%s: %s", one.pk, error)
