"""Rows for the access matrix."""

from justice_portal.access import SYSTEM
from justice_portal.jobs.queue import enqueue
from tests.justice_portal.jobs.sample import jobs as sample


def rows(world, state, person):
    return {"job": enqueue(sample.effect, "a", key=f"matrix:{state}", by=SYSTEM)}
