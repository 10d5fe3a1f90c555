"""What the clock starts for held messages: those that nobody decided in time climb to the managers."""

from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import every
from mentoring.messages.held.models import Hold
from mentoring.moderation.actions import climb

MOST_AT_ONCE = 200


@every(timedelta(minutes=5))
def climb_late_messages() -> None:
    """The longest late first."""
    late = Hold.objects.late().filter(climbed_at=None).order_by("due_at").select_related("message__thread")
    for hold in late[:MOST_AT_ONCE]:
        climb(hold, by=SYSTEM)
