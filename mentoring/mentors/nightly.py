"""What the clock starts for mentors: forgetting who wrote on the public page."""

from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import nightly
from mentoring.mentors.becoming.actions import forget_interest
from mentoring.mentors.becoming.models import MentorInterest


@nightly(at="01:40")
def forget_interests() -> None:
    """What was written 90 days ago or before."""
    for interest in MentorInterest.objects.to_forget().iterator():
        forget_interest(interest, by=SYSTEM)
