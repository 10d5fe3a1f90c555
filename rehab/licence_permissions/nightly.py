"""What the clock starts: an open question never waits in silence until its day."""

import logging

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import nightly
from rehab.licence_permissions.actions import remind_officers
from rehab.licence_permissions.models import CLIMB_BEFORE, TELL_BEFORE, LicencePermission

log = logging.getLogger(__name__)


@nightly(at="05:50")
def remind_of_open_permissions() -> None:
    """Tell officers of what has its day soon, and managers of what has it tomorrow or has passed it."""
    today = clock.today()
    soon = LicencePermission.objects.open().filter(starts_on__lte=today + TELL_BEFORE).select_related("person")
    for asked in soon.iterator():
        try:
            remind_officers(asked, climbs=asked.starts_on <= today + CLIMB_BEFORE, by=SYSTEM)
        except DomainError:
            log.warning("a question was answered meanwhile permission=%s", asked.pk)
