"""The one place that knows the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """This moment, with its zone."""
    return _held.get() or timezone.now()


def today() -> date:
    """The date on the wall in London, which is what a rule about days means."""
    return timezone.localdate(_held.get(), timezone=LONDON)


@contextmanager
def held(moment: datetime) -> Iterator[None]:
    """Let it be that moment while a query is built, so that what came from the clock can be told from what did not."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
