"""The hours of a licence: when the person must be at home, and when they must report. From stored inputs only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from rehab.licence.inputs import curfews, parse_clock
from rehab.licence.models import LicenceCondition

WEEK, WORKING_DAYS = tuple(range(7)), tuple(range(5))
FROM_FIVE = "86e6f2a9"  # at home from 5pm to midnight until the tag is fitted: the policy's own words
UNTIL_TAGGED = (time(17), time(0))


@dataclass(frozen=True)
class Span:
    """On these days of the week (Monday is 0), from one time to another; a span over midnight ends on the next day."""

    start: time
    end: time
    days: tuple[int, ...] = WEEK

    @property
    def minutes(self) -> tuple[int, int]:
        """From and to, in minutes of the day; the end may be past 1,440."""
        start, end = _minutes(self.start), _minutes(self.end)
        return start, end if end > start else end + 1440


@dataclass(frozen=True)
class Report:
    """To be somewhere at a time on these days."""

    at: time
    days: tuple[int, ...] = WEEK


def home_hours(conditions: Iterable[LicenceCondition]) -> list[Span]:
    """When the person must be at home: each curfew."""
    found = []
    for condition in conditions:
        found += [Span(start, end) for start, end in curfews(_inputs(condition))]
        if condition.code.startswith(FROM_FIVE):
            found.append(Span(*UNTIL_TAGGED))
    return found


def reports(conditions: Iterable[LicenceCondition]) -> list[Report]:
    """When the person must report."""
    found = []
    for condition in conditions:
        inputs = _inputs(condition)
        days = WORKING_DAYS if inputs.get("reportingFrequency") == "Monday to Friday" else WEEK
        times = (parse_clock(inputs.get(name)) for name in ("reportingTime", "reportingTime1", "reportingTime2"))
        found += [Report(at, days) for at in times if at]
    return found


def of_day(spans: Iterable[Span], day: int) -> list[tuple[int, int]]:
    """The minutes of this day (Monday is 0) that the spans cover, those that began the evening before included."""
    found = []
    for span in spans:
        start, end = span.minutes
        if day in span.days:
            found.append((start, min(end, 1440)))
        if end > 1440 and (day - 1) % 7 in span.days:
            found.append((0, end - 1440))
    return sorted(found)


def _inputs(condition: LicenceCondition) -> dict[str, Any]:
    return condition.inputs if isinstance(condition.inputs, dict) else {}


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
