"""The days on which offices work: not Saturdays, Sundays and the bank holidays of England and Wales.

The one place for a deadline that counts working days. Bank holidays follow the Banking and Financial Dealings Act 1971
(schedule 1) and the yearly proclamations that go with it; days that were proclaimed once stand in MOVED_AWAY and PROCLAIMED. A
new one is added by a deployment as soon as it is proclaimed: BANK_HOLIDAYS=2027-05-10,2027-06-01.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from django.core.exceptions import ImproperlyConfigured

from justice_portal import clock
from justice_portal.environment import env_list

#: Offices close. What comes later counts as come the next day.
CLOSES = time(17)
SATURDAY = 5
MONDAY = 0

#: Days that were proclaimed for one year, and the usual ones that they took the place of.
PROCLAIMED = {
    date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8),
}  # fmt: skip
MOVED_AWAY = {date(2020, 5, 4), date(2022, 5, 30)}


def _added() -> frozenset[date]:
    try:
        return frozenset(map(date.fromisoformat, env_list("BANK_HOLIDAYS")))
    except ValueError:
        raise ImproperlyConfigured("BANK_HOLIDAYS must be dates like 2027-05-10, between commas.") from None


ADDED = _added()


def is_working(day: date) -> bool:
    """Whether offices work on this day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def after(day: date, count: int) -> date:
    """The working day that is so many working days after this day, which does not count itself."""
    while count:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


def counts_from(moment: datetime) -> date:
    """The day in London from which days are counted for what came at this moment: after hours it is the next one."""
    here = moment.astimezone(clock.LONDON)
    return here.date() if here.time() < CLOSES else here.date() + timedelta(days=1)


def at_close(day: date) -> datetime:
    """The moment when offices close on this day."""
    return datetime.combine(day, CLOSES, clock.LONDON)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in one year."""
    easter = easter_sunday(year)
    days = {
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
    }
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        days.add(_not_yet(days, fixed))
    return frozenset((days | {day for day in PROCLAIMED | ADDED if day.year == year}) - MOVED_AWAY)


def _not_yet(days: set[date], fixed: date) -> date:
    """The day itself; at a weekend the first weekday after it that is no bank holiday yet."""
    day = fixed
    while day.weekday() >= SATURDAY or day in days:
        day += timedelta(days=1)
    return day


def _monday_from(day: date) -> date:
    """The first Monday on or after this day."""
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def easter_sunday(year: int) -> date:
    """By the tables of the Calendar Act 1750, as worked out by Meeus, Jones and Butcher."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, rest = divmod(century, 4)
    drift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - drift + 15) % 30
    leaps, left = divmod(of_century, 4)
    week = (32 + 2 * rest + 2 * leaps - moon - left) % 7
    correction = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * correction + 114, 31)
    return date(year, month, day + 1)
