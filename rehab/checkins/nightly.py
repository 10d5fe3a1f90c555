"""What the clock starts: check-ins of the day, and the end of those that nobody sent."""

import logging

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import nightly
from rehab.checkins.actions import create_due, expire
from rehab.checkins.models import CheckIn, CheckInPlan

log = logging.getLogger(__name__)


@nightly(at="09:05", seconds=600)
def create_check_ins() -> None:
    """In the morning, when people are up: nobody is woken by a phone."""
    due = CheckInPlan.objects.visible_to(SYSTEM).filter(ended_at=None, next_on__lte=clock.today())
    for plan in due.select_related("person__user"):
        try:
            create_due(plan, by=SYSTEM)
        except DomainError as error:  # one refusal is logged, the rest go on
            log.warning("no check-in plan=%s: %s", plan.pk, error)


@nightly(at="00:20", seconds=600)
def expire_check_ins() -> None:
    """Three days after it was due, its time is over."""
    for one in CheckIn.objects.visible_to(SYSTEM).open().filter(closes_on__lt=clock.today()).select_related("person"):
        try:
            expire(one, by=SYSTEM)
        except DomainError as error:
            log.warning("not expired check_in=%s: %s", one.pk, error)
