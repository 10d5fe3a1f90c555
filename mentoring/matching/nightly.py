"""What the clock starts for matches: reviews that are near, and endings whose day has passed."""

import logging

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import nightly
from mentoring.matching.actions import end_as_planned
from mentoring.matching.models import Match
from mentoring.matching.running.actions import remind_of_review
from mentoring.matching.running.models import MatchReview

log = logging.getLogger(__name__)


@nightly(at="00:25")
def end_matches_as_planned() -> None:
    """Matches whose last day was yesterday or before."""
    over = Match.objects.filter(status__in=[Match.Status.ACTIVE, Match.Status.PAUSED], ends_on__lt=clock.today())
    for match in over.iterator():
        try:
            end_as_planned(match, by=SYSTEM)
        except DomainError:
            log.warning("a match was ended meanwhile match=%s", match.pk)


@nightly(at="07:10")
def tell_of_reviews() -> None:
    """Both sides, and the manager who started it, a week before each review."""
    for review in MatchReview.objects.due().filter(told_at=None).select_related("match").iterator():
        remind_of_review(review, by=SYSTEM)
