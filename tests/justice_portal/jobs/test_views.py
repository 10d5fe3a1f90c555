"""The page and the API of a job: who asked follows it, stops it, starts it again; nobody else knows of it."""

import pytest

from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.grants import Role
from justice_portal.jobs.models import Job
from justice_portal.jobs.queue import enqueue
from justice_portal.jobs.running import run_job
from tests.factories import EstablishmentFactory, staff
from tests.justice_portal.jobs.sample import jobs as sample


@pytest.fixture
def job(world):
    return enqueue(sample.effect, "a", key="k", by=world.person)


def test_who_asked_follows_it_and_staff_who_did_not_ask_do_not_know_of_it(world, browse, job):
    url = f"/jobs/{job.pk}/"
    assert b"It is in the queue." in browse(world.person).get(url).content
    assert browse(world.key_worker).get(url).status_code == 404
    assert browse(world.manager).get(url).status_code == 404
    assert browse(world.administrator).get(url).status_code == 200


def test_the_page_asks_again_while_the_job_lives_and_no_longer(world, browse, job):
    client = browse(world.person)
    assert b"data-poll=" in client.get(f"/jobs/{job.pk}/").content
    run_job(job.pk)
    page = client.get(f"/jobs/{job.pk}/").content
    assert b"data-poll=" not in page
    assert b"It is done." in page


def test_the_api_says_how_far_it_is(world, browse, job):
    Job.objects.filter(pk=job.pk).update(done=3, total=8)
    assert browse(world.person).get(f"/api/jobs/{job.pk}/").json() == {
        "status": "waiting",
        "done": 3,
        "total": 8,
        "percent": 37,
        "words": "It is in the queue.",
    }


def test_stopped_is_stopped_however_often_it_is_sent(world, browse, job):
    client = browse(world.person)
    for _time in range(2):
        assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 302
    assert AuditEvent.objects.filter(event="job.cancelled").count() == 1
    assert run_job(job.pk) is None
    assert sample.effects("a") == 0


def test_a_job_that_is_stopped_while_it_runs_has_no_effect(world, browse):
    job = enqueue(sample.stopped_by, "a", key="k2", by=world.person)
    assert run_job(job.pk) is None
    job.refresh_from_db()
    assert job.status == "cancelled"
    assert sample.effects("a") == 0


def test_what_has_ended_cannot_be_stopped(world, browse, job):
    run_job(job.pk)
    response = browse(world.person).post(f"/api/jobs/{job.pk}/cancel/", content_type="application/json")
    assert response.status_code == 409
    assert response.json() == {"error": "It has ended already."}


def test_who_asked_may_try_again_what_failed(world, browse):
    job = enqueue(sample.against_a_rule, key="k2", by=world.person)
    run_job(job.pk)
    client = browse(world.person)
    assert b"Try again" in client.get(f"/jobs/{job.pk}/").content
    assert client.post(f"/api/jobs/{job.pk}/retry/", content_type="application/json").json()["status"] == "waiting"
    job.refresh_from_db()
    assert (job.tries, job.error) == (0, "")


def test_only_who_manages_jobs_starts_a_parked_one_again(world, browse):
    job = enqueue(sample.poison, key="k2", by=world.person)
    Job.objects.filter(pk=job.pk).update(status="parked", error="ZeroDivisionError")
    assert b"Try again" not in browse(world.person).get(f"/jobs/{job.pk}/").content
    assert browse(world.person).post(f"/jobs/{job.pk}/retry/").status_code == 403
    assert browse(world.administrator).post(f"/jobs/{job.pk}/retry/").status_code == 302
    job.refresh_from_db()
    assert job.status == "waiting"


def test_trying_again_what_was_asked_for_again_says_so(world, browse, job):
    client = browse(world.person)
    client.post(f"/jobs/{job.pk}/cancel/")
    enqueue(sample.effect, "a", key="k", by=world.person)
    assert client.post(f"/jobs/{job.pk}/retry/").status_code == 409


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_buttons_lead_back_only_to_our_own_pages(world, browse, job, wanted):
    """T36."""
    response = browse(world.person).post(f"/jobs/{job.pk}/cancel/", {"next": wanted})
    assert response.headers["Location"] == f"/jobs/{job.pk}/"


def test_an_administrator_of_one_prison_sees_only_their_own(world, browse, job):
    local = staff(Role.ADMINISTRATOR, at=EstablishmentFactory())
    local.held_roles.update(reach="establishment")
    assert browse(local).get(f"/jobs/{job.pk}/").status_code == 404


def test_who_manages_jobs_sees_whether_work_goes_on(world, browse):
    enqueue(sample.effect, "a", key="k", by=SYSTEM)
    assert browse(world.administrator).get("/api/jobs/state/").json() == {
        "clock": False,
        "worker": False,
        "waiting": 1,
        "oldest_waits_seconds": 0,
        "queue_moves": True,
        "parked": 0,
    }
    assert browse(world.manager).get("/api/jobs/state/").status_code == 404
