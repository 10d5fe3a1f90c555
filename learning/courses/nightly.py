"""Work that the clock starts."""

import logging

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.jobs.schedules import nightly
from learning.courses.actions_terms import tell_waiting
from learning.courses.terms import CoursePlaces

log = logging.getLogger(__name__)


@nightly(at="06:10")
def tell_of_free_places() -> None:
    """Tell whoever waited longest that a place became free. Each course of a prison is a piece of work of its own."""
    for limit in CoursePlaces.objects.select_related("course", "establishment").iterator(chunk_size=500):
        try:
            tell_waiting(limit.establishment, course=limit.course, by=SYSTEM)
        except DomainError:
            log.warning("nobody told of places=%s", limit.pk)
