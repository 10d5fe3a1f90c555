"""What the clock starts for this room."""

from datetime import timedelta

from django.db.models import Q

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import every
from rehab.requests.desk import actions
from rehab.requests.due import UP_AGAIN
from rehab.requests.models import SupportRequest


@every(timedelta(minutes=15), seconds=120)
def send_up_late_requests() -> None:
    """Each by itself: one that somebody answers meanwhile stays as they left it."""
    second = Q(step=1, due_at__lt=clock.now() - UP_AGAIN)
    for asked in SupportRequest.objects.late().filter(Q(step=0) | second).select_related("department").iterator():
        actions.step_up(asked, by=SYSTEM)
