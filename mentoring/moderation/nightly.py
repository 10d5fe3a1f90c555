"""What the clock starts for held messages: those that nobody decided in time climb to the managers."""

from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.jobs.schedules import every, nightly
from mentoring.messages.held.models import Hold
from mentoring.moderation.actions import climb, give_up

MOST_AT_ONCE = 200


@every(timedelta(minutes=5))
def climb_late_messages() -> None:
    """The longest late first."""
    late = Hold.objects.late().filter(climbed_at=None).order_by("due_at").select_related("message__thread")
    for hold in late[:MOST_AT_ONCE]:
        climb(hold, by=SYSTEM)


@nightly(at="04:10")
def give_up_what_nobody_may_see() -> None:
    """Messages that waited until staff sight of them ended."""
    waits = Hold.objects.waiting()
    for hold in waits.exclude(pk__in=waits.in_sight()).select_related("message__thread").iterator():
        give_up(hold, by=SYSTEM)
