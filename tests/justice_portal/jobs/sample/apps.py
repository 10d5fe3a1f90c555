"""Loaded only in processes that the fault tests start: waits can be made shorter, so that a test need not sit them out."""

import os
from datetime import timedelta

from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "tests.justice_portal.jobs.sample"
    label = "sample"

    def ready(self):
        from justice_portal.jobs import heart, lease, rescue, ticking

        if seconds := float(os.environ.get("LEASE_SECONDS", "0")):
            lease.LEASE = timedelta(seconds=seconds)
            heart.BEAT_SECONDS = seconds / 3
            heart.STUCK_SECONDS = 0
        if seconds := float(os.environ.get("NOBODY_CAME_SECONDS", "0")):
            rescue.NOBODY_CAME = timedelta(seconds=seconds)
        if seconds := float(os.environ.get("TICK_SECONDS", "0")):
            ticking.TICK_SECONDS = seconds
