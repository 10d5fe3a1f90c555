"""A day and a time as people write them, as one moment: also on the nights when the clocks change."""

from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.errors import DomainError


def nearest(day: date, at: time) -> datetime:
    """That time of that day in London; what is added to it is time that really passes.

    Of an hour that comes twice it is the first; of one that is skipped, as much after the change.
    """
    return datetime.combine(day, at, clock.LONDON).astimezone(UTC)


def moment(day: date, at: time) -> datetime:
    """The same. Raises DomainError for an hour that does not exist: in March the clocks skip from 1am to 2am."""
    found = nearest(day, at)
    if found.astimezone(clock.LONDON).time() != at:
        raise DomainError(_("There is no such time on that day: the clocks go forward. Pick a later time."))
    return found
