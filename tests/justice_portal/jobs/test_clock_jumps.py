"""F14: the machine's clock jumps. Each job is done once, none is lost, and what is scheduled runs once."""

from datetime import timedelta

import pytest

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit import sealing, verifying
from justice_portal.audit.log import record
from justice_portal.jobs import rescue, schedules
from justice_portal.jobs.errors import JobLost
from justice_portal.jobs.lease import claim, finishing_job, holding
from justice_portal.jobs.models import Job, Schedule
from justice_portal.jobs.queue import enqueue
from justice_portal.jobs.running import run_job
from justice_portal.people.models import Person
from tests.justice_portal.jobs.sample import jobs as sample

BEFORE = "2027-03-28 00:55+00:00"  # five minutes before the hour that the wall clock skips


@pytest.fixture
def job(db, time_machine):
    time_machine.move_to(BEFORE, tick=False)
    return enqueue(sample.effect, "a", key="k", by=SYSTEM)


def test_f14_whoever_held_a_job_when_the_clock_leapt_on_loses_it_and_it_is_done_once(job, time_machine):
    held = claim(Job.objects.due())
    time_machine.shift(timedelta(days=3))
    assert rescue.requeue_lost() == 1
    assert run_job(job.pk) == "done"
    with holding(held), pytest.raises(JobLost), finishing_job():
        raise AssertionError("its effect would come twice")
    assert sample.effects("a") == 1


def test_f14_a_lease_of_before_the_clock_went_back_still_ends(job, time_machine):
    claim(Job.objects.due())
    time_machine.shift(timedelta(minutes=-10))
    assert rescue.requeue_lost() == 0
    time_machine.shift(timedelta(minutes=10, seconds=16))
    assert rescue.requeue_lost() == 1
    assert run_job(job.pk) == "done"
    job.refresh_from_db()
    assert job.finished_at >= job.started_at


def test_f14_work_asked_for_before_the_clock_went_back_is_done_when_its_time_comes(job, time_machine):
    time_machine.shift(timedelta(minutes=-10))
    assert run_job(job.pk) is None, "it is for later now"
    time_machine.shift(timedelta(minutes=10))
    assert run_job(job.pk) == "done"
    assert sample.effects("a") == 1


@pytest.mark.parametrize("jump", [timedelta(days=3), timedelta(minutes=-10)], ids=["on", "back"])
def test_f14_what_is_scheduled_runs_once_after_a_jump(db, time_machine, jump):
    time_machine.move_to(BEFORE, tick=False)
    schedules.write_rows()
    schedules.start_due()
    time_machine.shift(jump)
    schedules.start_due()
    assert schedules.start_due() == 0
    late = Schedule.objects.filter(is_on=True, next_run_at__lt=clock.now())
    assert not late.exclude(name__startswith="tests.").exists()  # samples of other tests break on purpose


def test_f14_seals_made_before_and_after_a_jump_hold(db, time_machine, settings, tmp_path):
    settings.AUDIT_ANCHOR_DIR = tmp_path
    time_machine.move_to(BEFORE, tick=False)
    for jump in (timedelta(days=3), timedelta(minutes=-10), timedelta(days=-3)):
        record(SYSTEM, "person.listed", Person, subjects=[])
        sealing.seal_streams()
        time_machine.shift(jump)
    assert verifying.findings() == []
