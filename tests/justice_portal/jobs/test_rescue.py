"""What keeps jobs going whatever dies."""

import os
from datetime import timedelta

import pytest
import time_machine

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.jobs import actions, rescue, sweeping
from justice_portal.jobs.lease import claim
from justice_portal.jobs.models import Job
from justice_portal.jobs.queue import enqueue
from justice_portal.jobs.running import run_job
from tests.factories import UserFactory
from tests.justice_portal.files.test_files import everything
from tests.justice_portal.jobs.sample import jobs as sample


@pytest.fixture
def job(db):
    return enqueue(sample.effect, "a", key="k", by=SYSTEM)


def test_a_job_whose_worker_died_is_given_to_another(job):
    claim(Job.objects.due())
    assert rescue.requeue_lost() == 0
    with time_machine.travel(clock.now() + timedelta(seconds=16)):
        assert rescue.requeue_lost() == 1
        assert run_job(job.pk) == "done"
    assert sample.effects("a") == 1


def test_a_job_that_has_killed_five_workers_is_parked(job):
    for hours in range(1, 6):
        with time_machine.travel(clock.now() + timedelta(hours=hours)):
            claim(Job.objects.due())
        with time_machine.travel(clock.now() + timedelta(hours=hours, minutes=1)):
            rescue.requeue_lost()
    job.refresh_from_db()
    assert (job.status, job.error, job.tries) == ("parked", "lost", 5)


def test_workers_are_told_again_but_not_each_time(job):
    assert rescue.tell_again() == 0
    with time_machine.travel(clock.now() + timedelta(seconds=6)):
        assert rescue.tell_again() == 1
        assert rescue.tell_again() == 0


def test_what_nobody_came_for_is_found_after_ten_seconds(job):
    assert rescue.abandoned() is None
    with time_machine.travel(clock.now() + timedelta(seconds=11)):
        assert rescue.abandoned() == job


def test_work_for_later_is_neither_told_nor_abandoned(db):
    enqueue(sample.effect, "a", key="k", by=SYSTEM, run_at=clock.now() + timedelta(hours=1))
    assert rescue.tell_again() == 0
    assert rescue.abandoned() is None


def test_a_file_of_a_running_job_is_not_swept_however_long_it_takes(job, settings):
    with time_machine.travel(clock.now() - timedelta(hours=1)):
        Job.objects.update(run_at=clock.now())
        claim(Job.objects.due())
    sample.store(b"x", suffix=".bin", kept_in=sample.KEPT_IN)
    (path,) = everything(settings.MEDIA_ROOT)
    half_an_hour_ago = (clock.now() - timedelta(minutes=30)).timestamp()
    os.utime(path, (half_an_hour_ago, half_an_hour_ago))
    assert sweeping.sweep(full=True) == 0
    Job.objects.all().delete()
    assert sweeping.sweep(full=True) == 1


def test_rooms_repair_their_own_halves(db):
    done = []

    @sweeping.sweeper
    def repair():
        done.append(1)
        return 1

    try:
        assert sweeping.sweep(full=False) == 1
        assert done == [1]
    finally:
        sweeping.forget(repair)


def test_rows_of_work_that_ended_well_are_removed_in_time(db):
    old, failed, young = (enqueue(sample.effect, key=key, by=UserFactory()) for key in "abc")
    Job.objects.filter(pk=old.pk).update(status="done", finished_at=clock.now() - timedelta(days=91))
    Job.objects.filter(pk=failed.pk).update(status="failed", finished_at=clock.now() - timedelta(days=91))
    Job.objects.filter(pk=young.pk).update(status="done", finished_at=clock.now() - timedelta(days=8))
    assert actions.remove_old_jobs(Job, by=SYSTEM) == 1
    assert set(Job.objects.all()) == {failed, young}
