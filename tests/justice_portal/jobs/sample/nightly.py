"""Scheduled work for the tests."""

import os
from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.audit.log import record
from justice_portal.jobs.models import Job
from justice_portal.jobs.schedules import every, monthly, nightly


@nightly(at="01:30")
def at_half_past_one():
    record(SYSTEM, "sample.effect", Job, mark="nightly")


@monthly(day=1, at="06:00")
def on_the_first():
    record(SYSTEM, "sample.effect", Job, mark="monthly")


@every(timedelta(seconds=1), by_clock=True)
def escalate():
    """What the clock does itself; two clocks at once must not do it twice."""
    if os.environ.get("SAMPLE_ESCALATES") or "PYTEST_CURRENT_TEST" in os.environ:
        record(SYSTEM, "sample.effect", Job, mark="escalated")


@every(timedelta(minutes=10), by_clock=True)
def breaks():
    raise ZeroDivisionError
