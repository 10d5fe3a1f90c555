"""What the clock starts for this room."""

from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import every
from rehab.complaints.desk import actions
from rehab.complaints.models import Complaint


@every(timedelta(minutes=30), seconds=120)
def send_up_late_complaints() -> None:
    """Each by itself: one that somebody answers meanwhile stays as they left it."""
    for complaint in Complaint.objects.late().filter(stepped_up_at=None).iterator():
        actions.step_up(complaint, by=SYSTEM)
