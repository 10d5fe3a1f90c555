"""How a job ends: done, tried again, failed, parked, refused; and that only one of two has an effect."""

import logging
from datetime import timedelta

import pytest
import time_machine

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.accounts.models import RoleHeld
from justice_portal.audit.models import AuditEvent
from justice_portal.grants import Role
from justice_portal.jobs import endings
from justice_portal.jobs.errors import JobLost
from justice_portal.jobs.lease import claim, holding, progress
from justice_portal.jobs.models import Job
from justice_portal.jobs.queue import enqueue
from justice_portal.jobs.running import run_job
from tests.factories import EstablishmentFactory, UserFactory, staff
from tests.justice_portal.jobs.sample import jobs as sample


def ask(function, *ids, by=SYSTEM):
    return enqueue(function, *ids, key=f"{function.__name__}:{ids}", by=by)


def test_a_job_runs_for_who_asked_and_is_done(db):
    user = UserFactory()
    job = ask(sample.effect, "a", by=user)
    assert run_job(job.pk) == "done"
    assert AuditEvent.objects.get(event="sample.effect").by_id == user.pk
    job.refresh_from_db()
    assert job.finished_at
    assert job.lease_token is None
    assert job.percent == 100


def test_a_job_that_does_not_say_it_finished_is_done_when_it_returns(db):
    assert run_job(ask(sample.no_finish, "a").pk) == "done"
    assert sample.effects("a") == 1


def test_a_done_job_is_not_done_again(db):
    job = ask(sample.effect, "a")
    assert [run_job(job.pk), run_job(job.pk)] == ["done", None]
    assert sample.effects("a") == 1


def test_a_claimed_job_is_nobody_elses(db):
    job = ask(sample.effect, "a")
    assert claim(Job.objects.due()) == job
    assert run_job(job.pk) is None


def test_who_lost_the_lease_has_no_effect(db):
    job = claim(Job.objects.filter(pk=ask(sample.effect, "a").pk))
    with holding(job):
        Job.objects.filter(pk=job.pk).update(lease_token=job.pk)  # somebody else has taken it
        with pytest.raises(JobLost):
            sample.effect("a", asked_by=SYSTEM)
        with pytest.raises(JobLost):
            progress(1, 2)
    assert sample.effects("a") == 0


def test_an_effect_that_breaks_leaves_nothing_and_is_not_done(db):
    job = ask(sample.half_an_effect, "a")
    assert run_job(job.pk) == "waiting"
    assert sample.effects("a") == 0


@pytest.fixture
def told():
    jobs = []
    alarm = endings.when_parked(jobs.append)
    yield jobs
    endings.no_longer_when_parked(alarm)


def test_poison_is_tried_five_times_with_longer_waits_then_parked_and_a_human_is_told(
    db, told, caplog, django_capture_on_commit_callbacks
):
    """F23."""
    job, other = ask(sample.poison), ask(sample.effect, "other")
    waits = []
    with django_capture_on_commit_callbacks(execute=True):
        for _try in range(5):
            job.refresh_from_db()
            with time_machine.travel(job.run_at, tick=False):
                run_job(job.pk)
                job.refresh_from_db()
                waits.append(job.run_at - clock.now())
    assert job.status == "parked"
    assert (job.tries, job.error) == (5, "ZeroDivisionError")
    assert waits[:4] == sorted(waits[:4])
    assert waits[0] >= timedelta(seconds=1)
    assert told == [job]
    assert run_job(job.pk) is None
    assert run_job(other.pk) == "done"
    assert [r.levelno for r in caplog.records if "parked" in r.message] == [logging.ERROR]


def test_the_text_of_an_error_is_kept_nowhere(db, caplog):
    job = ask(sample.poison)
    run_job(job.pk)
    job.refresh_from_db()
    assert "A0001AA" not in f"{job.error} {job.words} {[record.getMessage() for record in caplog.records]}"


@pytest.mark.parametrize(
    ("function", "status", "error"),
    [
        (sample.against_a_rule, "failed", "rule"),
        (sample.hopeless, "failed", "too_big"),
        (sample.endless, "waiting", "too_long"),
    ],
)
def test_how_it_failed_is_a_code_and_a_plain_sentence(db, function, status, error):
    job = ask(function)
    assert run_job(job.pk) == status
    job.refresh_from_db()
    assert job.error == error
    assert job.words.endswith(".")
    assert job.lease_token is None


def test_a_job_that_this_version_does_not_know_waits_for_one_that_does(db):
    job = ask(sample.effect, "a")
    Job.objects.update(name="learning.not_yet")
    assert run_job(job.pk) == "waiting"
    job.refresh_from_db()
    assert job.error == "unknown"


def test_a_disabled_account_gets_nothing_and_the_security_log_says_so(db, caplog):
    """T33."""
    user = UserFactory()
    job = ask(sample.effect, "a", by=user)
    user.is_active = False
    user.save()
    assert run_job(job.pk) == "refused"
    assert sample.effects("a") == 0
    assert any(r.name == "justice_portal.security" and str(user.pk) in r.getMessage() for r in caplog.records)


def test_a_right_that_is_lost_before_the_job_runs_is_lost(db):
    """T92."""
    manager = staff(Role.ADMINISTRATOR)
    job = ask(sample.for_managers, by=manager)
    RoleHeld.objects.all().delete()
    assert run_job(job.pk) == "refused"


def test_a_job_reads_only_what_who_asked_may_see(db, caplog):
    """T92: a forged "report of X for Y"."""
    stranger, someone = staff(Role.TUTOR, at=EstablishmentFactory()), UserFactory()
    assert run_job(ask(sample.look_at, someone.pk, by=stranger).pk) == "refused"
    assert any(r.name == "justice_portal.security" for r in caplog.records)
    assert run_job(ask(sample.look_at, someone.pk, by=staff(Role.ADMINISTRATOR)).pk) == "done"


def test_progress_is_kept_seldom_and_cancel_is_noticed(db, django_assert_num_queries):
    job = claim(Job.objects.filter(pk=ask(sample.effect, "a").pk))
    with holding(job) as hold:
        with django_assert_num_queries(1):
            for step in range(1000):
                progress(step, 1000, "Working")
        hold.written_at = 0
        progress(500, 1000, "Working")
        job.refresh_from_db()
        assert (job.done, job.total, job.percent, job.words) == (500, 1000, 50, "Working")


def test_a_lease_is_stretched_by_progress(db):
    job = claim(Job.objects.filter(pk=ask(sample.effect, "a").pk))
    with holding(job), time_machine.travel(clock.now() + timedelta(seconds=10)):
        progress(1, 2)
        job.refresh_from_db()
        assert job.lease_until > clock.now() + timedelta(seconds=10)
