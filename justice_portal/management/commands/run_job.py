"""Do one job in this process, under limits of memory and time: what the clock starts when no worker comes."""

import signal
from time import monotonic
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from justice_portal.jobs import limits, registry
from justice_portal.jobs.rescue import NOBODY_CAME
from justice_portal.jobs.running import run_job, run_most_urgent
from justice_portal.jobs.ticking import CHILD_SECONDS


class Command(BaseCommand):
    help = "Does one job, if it is due and nobody has it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job", type=UUID)
        parser.add_argument("--and-others", action="store_true", help="Go on with what nobody came for, for a minute.")

    def handle(self, *args: Any, job: UUID, and_others: bool, **options: Any) -> None:
        registry.load()
        limits.cap_memory()
        stopping = [False]
        signal.signal(signal.SIGTERM, lambda *_: stopping.__setitem__(0, True))
        ends_at = monotonic() + CHILD_SECONDS
        status = run_job(job)
        if not and_others:
            self.stdout.write(status or "There was nothing to do.")
            return
        while not stopping[0] and monotonic() < ends_at and run_most_urgent(unclaimed_for=NOBODY_CAME):
            pass
