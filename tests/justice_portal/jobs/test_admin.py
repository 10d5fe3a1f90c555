"""Background work in the administration."""

import pytest

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.audit.models import AuditEvent
from justice_portal.jobs import schedules
from justice_portal.jobs.models import Job, Schedule
from justice_portal.jobs.queue import enqueue
from justice_portal.jobs.running import run_job
from justice_portal.notices.models import Notice
from tests.justice_portal.jobs.sample import jobs as sample

JOBS = "/admin/justice_portal/job/"
SCHEDULES = "/admin/justice_portal/schedule/"


@pytest.fixture
def office(world, browse):
    return browse(world.administrator)


def choose(office, path, action, *rows):
    return office.post(path, {"action": action, "_selected_action": [str(row.pk) for row in rows]}, follow=True)


def test_the_list_says_whether_work_goes_on_and_what_failed(world, office):
    job = enqueue(sample.against_a_rule, key="k", by=world.person)
    run_job(job.pk)
    page = office.get(JOBS).content.decode()
    assert "Whether background work goes on" in page
    assert "Something changed since you asked" in page


def test_chosen_jobs_are_stopped_and_started_again_each_recorded(world, office):
    jobs = [enqueue(sample.effect, "a", key=key, by=world.person) for key in "ab"]
    choose(office, JOBS, "stop", *jobs)
    assert set(Job.objects.values_list("status", flat=True)) == {"cancelled"}
    choose(office, JOBS, "start_again", *jobs)
    assert set(Job.objects.values_list("status", flat=True)) == {"waiting"}
    assert AuditEvent.objects.filter(event="job.retried").count() == 2


def test_one_that_refuses_stops_no_other(world, office):
    ended, waiting = (enqueue(sample.effect, key, key=key, by=world.person) for key in "ab")
    run_job(ended.pk)
    page = choose(office, JOBS, "stop", ended, waiting).content.decode()
    assert "It has ended already." in page
    assert "1 job was stopped." in page
    waiting.refresh_from_db()
    assert waiting.status == "cancelled"


def test_rows_are_to_read(world, office):
    job = enqueue(sample.effect, "a", key="k", by=world.person)
    assert office.get(f"{JOBS}{job.pk}/change/").status_code == 200
    assert office.post(f"{JOBS}{job.pk}/change/", {"status": "done"}).status_code == 403
    assert office.post(f"{JOBS}{job.pk}/delete/", {"post": "yes"}).status_code == 403


def test_scheduled_work_is_switched_off_and_started_now(office):
    schedules.write_rows()
    row = Schedule.objects.get(name="justice_portal.jobs.remove_old_jobs")
    office.post(f"{SCHEDULES}{row.pk}/change/", {})
    row.refresh_from_db()
    assert not row.is_on
    choose(office, SCHEDULES, "start_now", row)
    row.refresh_from_db()
    assert row.next_run_at <= clock.now()
    assert AuditEvent.objects.filter(event="job.schedule_switched", facts__is_on=False).exists()


def test_f23_who_manages_jobs_is_told_of_a_parked_one(world, django_capture_on_commit_callbacks):
    job = enqueue(sample.poison, key="k", by=SYSTEM)
    Job.objects.update(tries=4)
    with django_capture_on_commit_callbacks(execute=True):
        assert run_job(job.pk) == "parked"
    notice = Notice.objects.get(kind="job.parked")
    assert (notice.user, notice.about_id) == (world.administrator, str(job.pk))
