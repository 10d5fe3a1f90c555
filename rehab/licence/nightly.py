"""What the clock starts for licences."""

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import nightly
from rehab.licence.actions import end_licence
from rehab.licence.models import Licence


@nightly(at="00:10")
def end_licences() -> None:
    """Those whose last day in London is over: the rules count to the end of that day, and no longer."""
    for licence in Licence.objects.live().filter(ends_on__lt=clock.today()).order_by("pk").iterator():
        end_licence(licence, by=SYSTEM)
