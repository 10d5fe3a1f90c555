"""What the clock starts: whoever let somebody read messages hears that the review is near."""

from justice_portal.jobs.schedules import nightly
from justice_portal.notify import notify
from mentoring.monitoring.models import ReadingAuthority


@nightly(at="07:20")
def tell_of_reviews_of_authorities() -> None:
    """A week before, and each day until it is held. What is not reviewed on its day ends by itself."""
    for given in ReadingAuthority.objects.to_review().select_related("given_by").iterator():
        notify(given.given_by, "monitoring.review_due")
