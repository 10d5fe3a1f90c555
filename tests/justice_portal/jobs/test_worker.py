"""A real worker, woken through a real broker. Ids are those of the lists of faults and threats."""

import pytest

from justice_portal.celery import app
from justice_portal.jobs.models import SignOfLife
from tests.factories import UserFactory
from tests.justice_portal.jobs.asking import ask, is_done, status
from tests.justice_portal.jobs.machines import until
from tests.justice_portal.jobs.sample import jobs as sample

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


def test_a_worker_is_woken_at_once(shop):
    job = ask(sample.effect, "a")
    until(lambda: is_done(job))


def test_a_worker_says_that_it_is_there(shop):
    until(SignOfLife.objects.filter(name="worker").exists)


@pytest.mark.proof
def test_f4_a_job_that_outlasts_the_visibility_timeout_is_done_once(shop):
    job = ask(sample.slow, "a", 4)
    until(lambda: is_done(job))
    assert sample.starts("a") == sample.effects("a") == 1


def test_f22_a_job_that_eats_memory_fails_and_the_worker_lives(shop):
    bomb = ask(sample.memory_bomb)
    until(lambda: status(bomb) == "failed")
    bomb.refresh_from_db()
    assert bomb.error == "memory"
    after = ask(sample.effect, "after")
    until(lambda: is_done(after))


@pytest.mark.proof
def test_f27_killed_after_the_row_before_redis_hears_is_done_once(shop):
    """The reverse: the database knows that it is done, and the message comes again."""
    job = ask(sample.done_then_killed, "a")
    until(lambda: is_done(job))
    after = ask(sample.effect, "after")
    until(lambda: is_done(after))
    assert sample.effects("a") == 1


def test_t92_a_message_that_is_not_json_is_refused_and_the_worker_lives(shop):
    """A pickle that would run code, and a message that names no job."""
    marker = shop.folder / "ran"
    with app.connection_for_write() as line:
        line.Producer(serializer="pickle").publish(
            sample.Exploit(str(marker)),
            exchange="celery",
            routing_key="celery",
            headers={"task": "justice_portal.jobs.wake", "id": "x"},
        )
    app.send_task("justice_portal.jobs.wake", args=["'; DROP TABLE x"])
    app.send_task("os.system", args=[f"touch {marker}"])
    job = ask(sample.effect, "after")
    until(lambda: is_done(job))
    until(lambda: "named no job" in shop.log("worker"))
    until(lambda: "Refusing to deserialize" in shop.log("worker"))
    assert not marker.exists()


def test_t33_the_job_of_a_disabled_account_ends_refused(shop):
    job = ask(sample.effect, "a", by=UserFactory(is_active=False))
    until(lambda: status(job) == "refused")
    assert sample.effects("a") == 0


def test_t95_a_worker_logs_no_text_of_an_error(shop):
    job = ask(sample.poison)
    until(lambda: status(job) == "waiting" and "ZeroDivisionError" in shop.log("worker"))
    assert "A0001AA" not in shop.log("worker")
