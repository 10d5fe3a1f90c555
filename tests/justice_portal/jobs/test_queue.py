"""Handing work off."""

from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.jobs.models import Job, Priority
from justice_portal.jobs.queue import enqueue
from justice_portal.jobs.running import run_job, run_most_urgent
from tests.factories import UserFactory
from tests.justice_portal.jobs.sample import jobs as sample


def test_work_is_stored_with_who_asked_and_ids_only(db):
    user = UserFactory()
    job = enqueue(sample.effect, user.pk, key="k", by=user)
    job.refresh_from_db()
    assert (job.name, job.args, job.asked_by, job.status) == (
        "tests.justice_portal.jobs.sample.effect",
        [str(user.pk)],
        user,
        "waiting",
    )


def test_asked_for_twice_while_it_lives_it_is_one_job(db):
    first = enqueue(sample.effect, "a", key="k", by=SYSTEM)
    assert enqueue(sample.effect, "a", key="k", by=SYSTEM) == first
    run_job(first.pk)
    assert enqueue(sample.effect, "a", key="k", by=SYSTEM) != first


def test_once_means_once_even_when_it_has_ended(db):
    first = enqueue(sample.effect, "a", key="k", by=SYSTEM, once=True)
    run_job(first.pk)
    assert enqueue(sample.effect, "a", key="k", by=SYSTEM, once=True) == first
    assert sample.effects("a") == 1


def test_work_and_its_cause_are_stored_together_or_not_at_all(db):
    def break_off():
        with transaction.atomic():
            enqueue(sample.effect, "a", key="k", by=SYSTEM)
            raise IntegrityError

    with pytest.raises(IntegrityError):
        break_off()
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_with_one_key_make_one_job():
    found = []

    def ask():
        found.append(enqueue(sample.effect, "a", key="k", by=SYSTEM).pk)
        connection.close()

    threads = [Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 10
    assert set(found) == {Job.objects.get().pk}


def test_only_a_job_can_be_handed_off(db):
    with pytest.raises(ValueError, match="not a @job"):
        enqueue(test_only_a_job_can_be_handed_off, key="k", by=SYSTEM)


def test_work_for_later_waits_until_then(db):
    job = enqueue(sample.effect, "a", key="k", by=SYSTEM, run_at=clock.now() + timedelta(hours=1))
    assert run_job(job.pk) is None
    with time_machine.travel(clock.now() + timedelta(hours=1, seconds=1)):
        assert run_job(job.pk) == "done"


def test_the_most_urgent_goes_first(db):
    enqueue(sample.effect, "bulk", key="1", by=SYSTEM, priority=Priority.BULK)
    enqueue(sample.effect, "asked", key="2", by=SYSTEM)
    enqueue(sample.effect, "safety", key="3", by=SYSTEM, priority=Priority.SAFETY)
    run_most_urgent()
    assert sample.effects("safety") == 1
    run_most_urgent()
    assert sample.effects("asked") == 1
    assert sample.effects("bulk") == 0
