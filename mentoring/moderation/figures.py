"""How checking goes in one prison: how soon it is decided, what is stopped, what a second look changes.

For staff and for people alike. It counts whole weeks that are over, and a small number is not said to people: from one
day to the next nothing on the page tells what somebody wrote (T44, T102).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q

from justice_portal import clock
from mentoring.messages.held.models import Hold
from mentoring.moderation.models import Recheck

WEEKS = 4
FEWEST = 6


class Median(Aggregate):
    """The middle one: half are smaller, half are greater."""

    function = "PERCENTILE_CONT"
    name = "median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Board:
    """Figures of one prison over the last whole weeks. median is None while nothing was decided."""

    since: datetime
    until: datetime
    decided: int
    median: timedelta | None
    passed: int
    in_part: int
    stopped: int
    late: int
    second: int
    upheld: int
    checked: int
    agreed: int

    @property
    def is_few(self) -> bool:
        """Whether so little was decided that figures would tell of single people."""
        return self.decided < FEWEST

    @property
    def few_second(self) -> bool:
        return self.second < FEWEST

    @property
    def few_checked(self) -> bool:
        return self.checked < FEWEST

    @property
    def median_hours(self) -> float | None:
        return None if self.median is None else round(self.median.total_seconds() / 3600, 1)


def span() -> tuple[datetime, datetime]:
    """The last whole weeks, from Monday to Monday in London."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    until = datetime.combine(monday, datetime.min.time(), clock.LONDON)
    since = datetime.combine(monday - timedelta(weeks=WEEKS), datetime.min.time(), clock.LONDON)
    return since, until


def board_of(place: UUID) -> Board:
    """Two queries, whatever the number of messages in those weeks."""
    since, until = span()
    holds = Hold.objects.filter(made_in=place, decided_at__gte=since, decided_at__lt=until)
    decided = Q(status__in=[Hold.Status.PASSED, Hold.Status.STOPPED])
    passed, stopped, second = Q(status=Hold.Status.PASSED), Q(status=Hold.Status.STOPPED), Q(first__isnull=False)
    took = ExpressionWrapper(F("decided_at") - F("opened_at"), output_field=DurationField())
    found: dict[str, Any] = holds.aggregate(
        decided=Count("pk", filter=decided),
        median=Median(took, filter=decided),
        passed=Count("pk", filter=passed & Q(whole="")),
        in_part=Count("pk", filter=passed & ~Q(whole="")),
        stopped=Count("pk", filter=stopped),
        late=Count("pk", filter=decided & Q(decided_at__gt=F("due_at"))),
        second=Count("pk", filter=decided & second),
        upheld=Count("pk", filter=passed & second),
    )
    again = Recheck.objects.filter(hold__made_in=place, checked_at__gte=since, checked_at__lt=until)
    checked = again.aggregate(checked=Count("pk"), agreed=Count("pk", filter=Q(outcome=Recheck.Outcome.SAME)))
    return Board(since=since, until=until, **found, **checked)


def now_in(place: UUID) -> dict[str, int]:
    """For staff: what waits there at this moment, and what of it is late."""
    waits = Hold.objects.filter(made_in=place).waiting()
    found: dict[str, int] = waits.aggregate(waiting=Count("pk"), late=Count("pk", filter=Q(due_at__lte=clock.now())))
    return found
