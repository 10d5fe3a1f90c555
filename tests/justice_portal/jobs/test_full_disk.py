"""F13: the disk is full. No half file, the job says so and is tried again, and is done when there is room."""

import os
import resource
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine

from justice_portal import clock
from justice_portal.accounts.models import User
from justice_portal.jobs.models import Job
from justice_portal.jobs.running import run_job
from tests.justice_portal.files.test_files import everything
from tests.justice_portal.jobs.asking import ask, is_done
from tests.justice_portal.jobs.sample import jobs as sample


@pytest.fixture
def small_disk():
    """The system refuses files of more than 3 MB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3 * 1024 * 1024, before[1]))
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_f13_a_job_without_room_waits_for_it_however_long_it_takes(db, settings, small_disk):
    job = ask(sample.keep_file, "a", 4)
    for minutes in range(8):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes)):
            assert run_job(job.pk) == "waiting"
    job.refresh_from_db()
    assert (job.error, job.tries) == ("storage", 0)
    assert "no room" in job.words
    assert everything(settings.MEDIA_ROOT) == []
    small_disk()
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        assert run_job(job.pk) == "done"
    (kept,) = everything(settings.MEDIA_ROOT)
    assert kept.stat().st_size == 4 * 1024 * 1024


@pytest.mark.proof
@pytest.mark.fault
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_f13_on_a_real_disk_of_three_megabytes(machines, settings):
    """In a mount namespace of its own, so that nobody else sees the disk."""
    job = ask(sample.keep_file, "a", 4)
    folder = settings.MEDIA_ROOT
    folder.mkdir(parents=True, exist_ok=True)
    script = f"mount -t tmpfs -o size=3m none {folder} && {sys.executable} manage.py run_job {job.pk} && find {folder} -type f"
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script],
        env=machines.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "waiting"
    Job.objects.filter(pk=job.pk).update(run_at=clock.now())
    again = machines.command("run_job", job.pk)
    machines.wait(again)
    assert is_done(job)
    assert User.objects.filter(username="file-a").count() == 1
