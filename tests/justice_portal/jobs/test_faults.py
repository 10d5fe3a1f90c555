"""What dies, freezes or fills up: nothing is lost, nothing is done twice, and nobody waits. Ids are those of the fault list."""

import itertools
import signal
import statistics
import time

import pytest
from django.db import connection

from justice_portal.accounts.models import User
from justice_portal.audit.models import AuditEvent
from justice_portal.jobs.models import Job
from tests.database_role import as_owner
from tests.justice_portal.files.test_files import everything
from tests.justice_portal.jobs.asking import all_done, ask, is_done, status
from tests.justice_portal.jobs.machines import PATIENCE, QUICK, until
from tests.justice_portal.jobs.sample import jobs as sample

pytestmark = pytest.mark.fault


def kill_pool_child(machines, waits, seconds=PATIENCE):
    worker = machines.worker(processes=1, **waits)
    machines.clock(**waits)
    job = ask(sample.slow, "a", 2)
    until(lambda: sample.starts("a") == 1)
    (child,) = machines.children(worker)
    machines.kill(child)
    until(lambda: is_done(job), seconds=seconds)
    assert (sample.effects("a"), sample.starts("a")) == (1, 2)


def test_f1_a_pool_child_is_killed_in_the_middle(machines):
    kill_pool_child(machines, QUICK)


@pytest.mark.proof
def test_f1_with_the_real_lease_it_is_done_within_thirty_seconds(machines):
    kill_pool_child(machines, {}, seconds=30)


@pytest.mark.proof
def test_a_job_that_is_stuck_loses_its_process_and_is_tried_again(machines):
    job = ask(sample.stuck, "a")
    machines.clock(**QUICK)
    until(lambda: is_done(job))
    assert (sample.effects("a"), sample.starts("a")) == (1, 2)


def kill_worker(machines, waits, seconds=PATIENCE):
    worker = machines.worker(**waits)
    machines.clock(**waits)
    job = ask(sample.keep_file, "a", 1, 2)
    until(lambda: sample.starts("a") == 1)
    machines.kill_group(worker)
    until(lambda: is_done(job), seconds=seconds)
    assert sample.effects("a") == 1
    assert User.objects.filter(username="file-a").count() == 1


@pytest.mark.proof
def test_f2_the_whole_worker_is_killed_in_the_middle_and_nobody_replaces_it(machines):
    kill_worker(machines, QUICK)


@pytest.mark.proof
@pytest.mark.parametrize("run", range(20))
def test_f2_with_the_real_lease_it_is_done_within_ninety_seconds(machines, run, settings):
    kill_worker(machines, {}, seconds=90)
    sample.sweep_as_if_old()
    assert len(everything(settings.MEDIA_ROOT)) == 1


@pytest.mark.proof
def test_f3_a_worker_that_is_asked_to_stop_ends_its_job_and_loses_none(machines):
    worker = machines.worker(processes=1)
    first = ask(sample.slow, "first", 1)
    until(lambda: sample.starts("first") == 1)
    for number in range(50):
        ask(sample.effect, number)
    machines.send(worker, signal.SIGTERM)
    until(lambda: not worker.is_alive)
    assert is_done(first)
    assert sample.starts("first") == sample.effects("first") == 1
    machines.clock(**QUICK)
    until(all_done)
    assert [sample.effects(number) for number in range(50)] == [1] * 50


class Broken:
    """A Redis that is away, frozen or full, and is put right again."""

    def __init__(self, machines, fault):
        self.broker = machines.broker
        self.breaks, self.mends = {
            "away": (self.broker.stop, self.broker.start),
            "frozen": (machines.freeze_broker, machines.thaw_broker),
            "full": (
                lambda: self.broker.ask("CONFIG SET maxmemory 1"),
                lambda: self.broker.ask("CONFIG SET maxmemory 0"),
            ),
        }[fault]


def seconds_each(marks):
    """How long it takes to ask for each of these jobs."""
    took = []
    for mark in marks:
        began = time.perf_counter()
        ask(sample.effect, mark)
        took.append(time.perf_counter() - began)
    return took


@pytest.fixture(params=["away", "frozen", "full"])
def broken(request, machines):
    return Broken(machines, request.param)


def test_f5_f6_f7_redis_is_away_frozen_or_full_and_nobody_waits_for_it(broken):
    before = statistics.median(seconds_each(f"usual {number}" for number in range(50)))
    broken.breaks()
    took = seconds_each(range(200))
    broken.mends()
    after = statistics.median(seconds_each(f"usual again {number}" for number in range(50)))
    usual = max(before, after)  # the machine may have become busier meanwhile
    assert Job.objects.exclude(args__0__startswith="usual").count() == 200
    assert statistics.median(took) < 2 * usual + 0.001  # nothing is added to each
    assert max(took) < 0.2 + 10 * usual  # nor much to any


@pytest.mark.proof
def test_f5_f6_f7_all_is_done_ten_seconds_after_redis_is_back(broken, machines):
    machines.worker()
    broken.breaks()
    seconds_each(range(200))
    machines.clock(NOBODY_CAME_SECONDS="600")  # the workers alone
    until(lambda: "wake failed" in machines.log("clock") or broken.breaks == machines.freeze_broker, seconds=20)
    broken.mends()
    until(all_done, seconds=10)
    assert [sample.effects(number) for number in range(200)] == [1] * 200


def forget_everything(machines, jobs, seconds=PATIENCE):
    for number in range(jobs):
        ask(sample.effect, number)
    until(lambda: int(machines.broker.ask("LLEN celery")[1:]) >= jobs // 2)
    machines.broker.ask("FLUSHALL")
    machines.worker()
    machines.clock()
    until(all_done, seconds=seconds)
    assert AuditEvent.objects.filter(event="sample.effect").count() == jobs


@pytest.mark.proof
def test_f8_redis_forgets_everything(machines):
    forget_everything(machines, jobs=100)


@pytest.mark.proof
def test_f8_redis_forgets_a_thousand_jobs(machines):
    forget_everything(machines, jobs=1000, seconds=120)


def test_without_redis_and_workers_the_clock_does_the_work(machines):
    machines.broker.stop()
    jobs = [ask(sample.effect, number) for number in range(10)]
    machines.clock(NOBODY_CAME_SECONDS="1")
    until(all_done)
    assert [sample.effects(number) for number in range(10)] == [1] * len(jobs)


@pytest.mark.proof
def test_f26_of_two_clocks_one_acts_and_the_other_takes_over(machines):
    first = machines.clock(SAMPLE_ESCALATES="1", TICK_SECONDS="0.2")
    machines.clock(SAMPLE_ESCALATES="1", TICK_SECONDS="0.2")
    until(lambda: sample.effects("escalated") >= 4)
    machines.kill_group(first)
    before = sample.effects("escalated")
    until(lambda: sample.effects("escalated") >= before + 2)
    moments = list(AuditEvent.objects.filter(facts__mark="escalated").order_by("at").values_list("at", flat=True))
    gaps = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(moments)]
    assert min(gaps) >= 1, gaps


@pytest.mark.proof
def test_f27_killed_between_the_file_and_its_row_leaves_one_file_and_one_row(machines, settings):
    job = ask(sample.keep_file, "a", 1, 0)
    killed = machines.command("run_job", job.pk, FAIL_POINT="after rename")
    until(lambda: not killed.is_alive)
    assert len(everything(settings.MEDIA_ROOT)) == 1
    assert status(job) == "running"
    machines.clock(**QUICK)
    until(lambda: is_done(job))
    assert sample.effects("a") == 1
    assert len(everything(settings.MEDIA_ROOT)) == 2
    sample.sweep_as_if_old()
    (left,) = everything(settings.MEDIA_ROOT)
    assert str(left.relative_to(settings.MEDIA_ROOT)) == User.objects.get(username="file-a").name


@pytest.mark.proof
def test_the_clock_survives_its_connection_and_stops_when_asked(machines):
    clock = machines.clock(TICK_SECONDS="0.2", SAMPLE_ESCALATES="1")
    until(lambda: sample.effects("escalated") >= 1)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    before = sample.effects("escalated")
    until(lambda: sample.effects("escalated") >= before + 2)
    machines.send(clock, signal.SIGTERM)
    until(lambda: not clock.is_alive)
