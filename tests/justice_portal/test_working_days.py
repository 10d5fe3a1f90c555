"""Working days leave out weekends and the bank holidays of England and Wales, as the government lists them."""

from datetime import date, datetime

import pytest

from justice_portal import clock, working_days

#: https://www.gov.uk/bank-holidays, England and Wales.
LISTED = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", LISTED)
def test_bank_holidays_are_those_of_the_list(year):
    assert " ".join(f"{day:%m-%d}" for day in sorted(working_days.bank_holidays(year))) == LISTED[year]


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [("2026-04-01", 1, "2026-04-02"), ("2026-04-02", 1, "2026-04-07"), ("2026-12-24", 2, "2026-12-30"), ("2026-11-20", 5, "2026-11-27")],
)  # fmt: skip
def test_after_counts_working_days_only(day, count, then):
    assert working_days.after(date.fromisoformat(day), count) == date.fromisoformat(then)


def test_what_comes_after_hours_counts_as_come_the_next_day():
    assert working_days.counts_from(datetime(2026, 11, 20, 16, 59, tzinfo=clock.LONDON)) == date(2026, 11, 20)
    assert working_days.counts_from(datetime(2026, 11, 20, 17, tzinfo=clock.LONDON)) == date(2026, 11, 21)


def test_easter_of_the_calendar():
    assert [working_days.easter_sunday(year) for year in (1961, 2000, 2008, 2011, 2038)] == [
        date(1961, 4, 2), date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24), date(2038, 4, 25),
    ]  # fmt: skip
