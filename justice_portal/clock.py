"""The one place that knows the time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, with its zone."""
    return timezone.now()


def today() -> date:
    """The date on the wall in London, which is what a rule about days means."""
    return timezone.localdate(timezone=LONDON)
