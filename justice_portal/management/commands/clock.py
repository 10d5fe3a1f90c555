"""Start due work and do what nobody else does, until stopped. Two may run: one acts."""

import signal
from typing import Any

from django.core.management.base import BaseCommand

from justice_portal.jobs.ticking import Clock
from justice_portal.web_keys import refuse_web_keys


class Command(BaseCommand):
    help = "The clock: starts due work, rescues lost jobs, and does what no worker takes. Needs only the database."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_web_keys()
        clock = Clock()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: clock.stop())
        clock.run()
