"""What the clock starts for this room."""

from justice_portal.access import SYSTEM
from justice_portal.jobs import actions
from justice_portal.jobs.models import Job
from justice_portal.jobs.schedules import nightly


@nightly(at="03:40")
def remove_old_jobs() -> None:
    actions.remove_old_jobs(Job, by=SYSTEM)
