"""Opening times of a week: read from a list that somebody sent, and said in words."""

import re
from collections.abc import Iterable
from datetime import datetime, time

from django import forms
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.templatetags.look import said_time
from rehab.appointments.models import OpeningTime
from rehab.appointments.place_actions import Hours
from rehab.appointments.place_forms import read_hours

FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PART = re.compile(r"([A-Za-z]+)(?:\s*(?:-|–|to)\s*([A-Za-z]+))?\s*:?\s*(\d.*)")
#: A day without end: a phone line that is never shut.
ALL_DAY = [(time(0), time(23, 59))]


def read_week(text: str) -> Hours:
    """Mon-Fri 09:00-17:00; Sat 10:00-12:00, 13:00-15:00. Raises ValidationError."""
    week: Hours = {}
    if text.strip().casefold() == "always":
        return {day: list(ALL_DAY) for day in range(7)}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        found = PART.fullmatch(part)
        if found is None:
            raise forms.ValidationError(_("must be like Mon-Fri 09:00-17:00; Sat 10:00-12:00."))
        first = _day(found[1])
        last = _day(found[2]) if found[2] else first
        if last < first:
            raise forms.ValidationError(_("has days in the wrong order."))
        times = read_hours(found[3])
        for day in range(first, last + 1):
            if day in week:
                raise forms.ValidationError(_("has the same day twice."))
            week[day] = times
    return week


def _day(word: str) -> int:
    """Mon and Monday are the same day; Mo and Monkey are none."""
    names = [name for name in FULL if len(word) >= 3 and name.startswith(word.casefold())]
    if not names:
        raise forms.ValidationError(_("has a day that is not known. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun."))
    return FULL.index(names[0])


def week_of(times: Iterable[OpeningTime]) -> Hours:
    week: Hours = {}
    for one in times:
        week.setdefault(one.weekday, []).append((one.opens, one.closes))
    return week


def in_words(times: Iterable[OpeningTime]) -> list[tuple[str, str]]:
    """(days, hours): days in a row with the same hours are one line; days when it is shut are told too."""
    week = week_of(times)
    if not week:
        return []
    if all(week.get(day) == ALL_DAY for day in range(7)):
        return [(_("Each day"), _("All day and all night"))]
    runs: list[list[int]] = []
    for day in range(7):
        if runs and week.get(day, []) == week.get(runs[-1][0], []):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [(_days(run), _hours(week.get(run[0], []))) for run in runs]


def _days(run: list[int]) -> str:
    names = {"first": OpeningTime.Weekday(run[0]).label, "last": OpeningTime.Weekday(run[-1]).label}
    if len(run) == 7:
        return _("Each day")
    if len(run) == 1:
        return str(names["first"])
    return (_("%(first)s and %(last)s") if len(run) == 2 else _("%(first)s to %(last)s")) % names


def _hours(times: list[tuple[time, time]]) -> str:
    if not times:
        return _("Shut")
    spans = [_("%(first)s to %(last)s") % {"first": _time(opens), "last": _time(closes)} for opens, closes in times]
    *others, last = spans
    return _("%(first)s and %(last)s") % {"first": ", ".join(others), "last": last} if others else last


def _time(at: time) -> str:
    return said_time(datetime.combine(clock.today(), at))
