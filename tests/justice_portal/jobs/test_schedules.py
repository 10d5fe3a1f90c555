"""Work that comes back by itself."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from justice_portal import clock
from justice_portal.jobs import schedules
from justice_portal.jobs.models import Job, Schedule
from justice_portal.jobs.running import run_most_urgent
from justice_portal.jobs.schedules import Timing
from tests.justice_portal.jobs.sample import jobs as sample
from tests.justice_portal.jobs.sample import nightly as sample_nightly

PREFIX = "tests.justice_portal.jobs.sample."
assert sample_nightly


def london(*parts, fold=0):
    return datetime(*parts, tzinfo=ZoneInfo("Europe/London"), fold=fold)


def runs(timing, since, until):
    found = []
    while (since := timing.next_after(since)) < until:
        found.append(since.astimezone(clock.LONDON))
    return found


@pytest.mark.parametrize("at", ["00:30", "01:00", "01:30", "02:00", "03:15"])
@pytest.mark.parametrize("change", [(2027, 3, 28), (2027, 10, 31)])
def test_every_night_once_over_both_clock_changes(at, change):
    """The last Sundays of March and October, when 01:30 is skipped or comes twice."""
    day = london(*change)
    found = runs(Timing(at=time.fromisoformat(at)), day - timedelta(days=3), day + timedelta(days=4))
    dates = [moment.date() for moment in found]
    assert len(dates) == len(set(dates)) == 7
    for moment in found:
        if moment.date() != day.date():
            assert f"{moment:%H:%M}" == at


def test_a_time_that_march_skips_comes_after_the_gap_and_one_that_october_repeats_counts_once():
    half_past_one = Timing(at=time(1, 30))
    spring = half_past_one.next_after(london(2027, 3, 28, 0, 0))
    assert spring == london(2027, 3, 28, 2, 30)
    autumn = half_past_one.next_after(london(2027, 10, 31, 0, 0))
    assert autumn.isoformat() == "2027-10-31T00:30:00+00:00"
    assert half_past_one.next_after(autumn) == london(2027, 11, 1, 1, 30)
    assert half_past_one.next_after(london(2027, 10, 31, 1, 15, fold=1)) == london(2027, 11, 1, 1, 30)


def test_each_month_on_its_day():
    found = runs(Timing(at=time(6, 0), day=1), london(2027, 1, 1, 6, 0), london(2027, 12, 31))
    assert [(moment.month, moment.day, moment.hour) for moment in found] == [(n, 1, 6) for n in range(2, 13)]


def test_rows_follow_the_code_and_keep_their_own_switch(db):
    Schedule.objects.create(name="gone.long_ago", every=timedelta(minutes=1), next_run_at=clock.now())
    Schedule.objects.create(name=f"{PREFIX}at_half_past_one", at=time(4, 0), is_on=False, next_run_at=clock.now())
    schedules.write_rows()
    row = Schedule.objects.get(name=f"{PREFIX}at_half_past_one")
    assert (row.at, row.is_on) == (time(1, 30), False)
    assert row.next_run_at > clock.now()
    assert not Schedule.objects.filter(name="gone.long_ago").exists()
    assert Schedule.objects.filter(name="justice_portal.jobs.remove_old_jobs").exists()


def test_what_is_due_becomes_a_job_once(db):
    with time_machine.travel(london(2027, 5, 31, 12, 0), tick=False):
        schedules.write_rows()
    with time_machine.travel(london(2027, 6, 1, 6, 0), tick=False):
        schedules.start_due()
        schedules.start_due()
        assert Job.objects.filter(name=f"{PREFIX}on_the_first").count() == 1
        while run_most_urgent():
            pass
    assert sample.effects("monthly") == 1
    assert Schedule.objects.get(name=f"{PREFIX}on_the_first").next_run_at == london(2027, 7, 1, 6, 0)


def test_after_a_week_without_a_clock_each_runs_once_not_seven_times(db):
    with time_machine.travel(london(2027, 6, 1), tick=False):
        schedules.write_rows()
    with time_machine.travel(london(2027, 6, 8), tick=False):
        schedules.start_due()
        schedules.start_due()
    assert Job.objects.filter(name=f"{PREFIX}at_half_past_one").count() == 1


def test_what_is_switched_off_does_not_start(db):
    schedules.write_rows()
    Schedule.objects.update(is_on=False, next_run_at=clock.now())
    assert schedules.start_due() == 0


def test_one_that_breaks_stops_no_other_and_stays_due(db, caplog):
    schedules.write_rows()
    Schedule.objects.exclude(name__in=[f"{PREFIX}breaks", f"{PREFIX}escalate"]).delete()
    schedules.start_due()
    assert sample.effects("escalated") == 1
    assert Schedule.objects.due().filter(name=f"{PREFIX}breaks").exists()
    assert any("scheduled work failed" in record.getMessage() for record in caplog.records)
