"""Asking for sample jobs as requests do, and looking at what became of them."""

from django.db import transaction

from justice_portal.access import SYSTEM
from justice_portal.jobs.models import Job
from justice_portal.jobs.queue import enqueue


def ask(function, *ids, by=SYSTEM, **given):
    with transaction.atomic():
        return enqueue(function, *ids, key=f"{function.__name__}:{ids}", by=by, **given)


def status(job):
    return Job.objects.values_list("status", flat=True).get(pk=job.pk)


def is_done(job):
    return status(job) == "done"


def all_done():
    return not Job.objects.exclude(status="done").exclude(key__startswith="schedule:").exists()
