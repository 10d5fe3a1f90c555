"""A licence as the person meets it: each condition with its picture, its plain sentence, and what it means for them.

Nothing here reads what is kept apart about victims: it asks for the licence and its conditions, and for nothing else (T60).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rehab.licence import drawing, hours, shapes
from rehab.licence.facts import clock_words, facts_of
from rehab.licence.models import Licence, LicenceCondition
from rehab.licence.plain_words import plain
from rehab.licence.topics import Topic

#: A Monday: days of the week are named from it.
MONDAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Rule:
    """One condition for a list."""

    condition: LicenceCondition
    topic: Topic
    sentence: Any


@dataclass(frozen=True)
class Week:
    """The hours of a week, drawn and in words: (day, what) for each."""

    picture: SafeString
    lines: tuple[tuple[str, str], ...]
    reports: tuple[str, ...]


def rules(licence: Licence, conditions: Iterable[LicenceCondition]) -> list[Rule]:
    return [Rule(one, *plain(one, licence.policy)) for one in conditions]


def week_of(conditions: Iterable[LicenceCondition]) -> Week | None:
    """My hours, or nothing when no condition has any."""
    rows = list(conditions)
    spans, reports = hours.home_hours(rows), hours.reports(rows)
    if not spans and not reports:
        return None
    marks = [(day, _minute(report)) for report in reports for day in report.days]
    days = [
        (
            date_format(MONDAY + timedelta(days=day), "D"),
            [*hours.of_day(spans, day), *((at, at) for on, at in marks if on == day)],
        )
        for day in range(7)
    ]
    words = _("My week: the dark bars are the hours at home.")
    lines = tuple((_days(span.days), _hours(span)) for span in spans)
    said = tuple(
        _("%(days)s at %(time)s") % {"days": _days(one.days), "time": clock_words(one.at)}
        for one in sorted(reports, key=lambda one: one.at)
    )
    return Week(drawing.draw_week(days, words), lines, said)


def _minute(report: hours.Report) -> int:
    return report.at.hour * 60 + report.at.minute


def _days(days: tuple[int, ...]) -> str:
    return _("Each day") if days == hours.WEEK else _("Monday to Friday")


def _hours(span: hours.Span) -> str:
    values = {"start": clock_words(span.start), "end": clock_words(span.end)}
    if span.end > span.start or not (span.end.hour or span.end.minute):
        return _("from %(start)s to %(end)s") % values
    return _("from %(start)s to %(end)s the next day") % values


def meaning(licence: Licence, condition: LicenceCondition) -> dict[str, Any]:
    """Everything about one condition that its page shows."""
    topic, sentence = plain(condition, licence.policy)
    inside, outside = shapes.places(condition.area)
    is_out = topic.code != "area_in"
    title = _("Map: keep out of the striped part.") if is_out else _("Map: stay inside the thick line.")
    return {
        "topic": topic,
        "sentence": sentence,
        "facts": facts_of(condition),
        "week": week_of([condition]),
        "map": drawing.draw_map(condition.area, title),
        "is_out": is_out,
        "inside": inside,
        "outside": outside,
    }
