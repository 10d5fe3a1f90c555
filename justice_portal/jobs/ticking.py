"""The sure path: a plain process that starts what is due and does what nobody else does, needing only the database."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction

from justice_portal.jobs import registry, rescue, schedules
from justice_portal.jobs.models import Job
from justice_portal.jobs.signs import Life
from justice_portal.jobs.sweeping import Broom

log = logging.getLogger(__name__)

DATABASE_AWAY = (DatabaseError, InterfaceError)
TICK_SECONDS = 2.0
#: The number under which clocks agree who acts. Any number would do, the same for all.
LOCK = 7_221_952
#: How long a child goes on with more jobs, and how long it has to end its last one when the clock stops.
CHILD_SECONDS = 60.0
CHILD_TO_END_SECONDS = 20.0


@contextmanager
def acting() -> Iterator[bool]:
    """A transaction in which this clock acts, or does not because another does (F26).

    The lock ends with the transaction: a clock that is frozen or cut off between two ticks holds up nobody.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        row = cursor.fetchone()
        yield bool(row and row[0])


class Child:
    """The process that does the jobs nobody came for, one after another, under limits of memory and time."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0

    @property
    def is_busy(self) -> bool:
        if self.process and self.process.poll() is None and monotonic() - self.started_at > self._most_seconds():
            log.error("a child overstayed and was killed")
            self.process.kill()
            self.process.wait()
        return self.process is not None and self.process.poll() is None

    def start(self, job: Job) -> None:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_job", str(job.pk), "--and-others"]
        # A session of its own: Ctrl-C and the like are for the clock, which lets the child end its job.
        self.process = subprocess.Popen(command, start_new_session=True)
        self.started_at = monotonic()

    def end(self) -> None:
        """Let it end its job; what it cannot end in time is taken up by another when its lease runs out."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(CHILD_TO_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @staticmethod
    def _most_seconds() -> float:
        return CHILD_SECONDS + registry.longest_seconds() + 30


class Clock:
    """Ticks until told to stop. A database that is away is waited for."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.child = Child()
        self.broom = Broom()
        self.life = Life("clock", every_seconds=10)
        self.has_rows = False

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                self.tick()
            except DATABASE_AWAY as error:
                log.error("the clock waits for the database: %s", type(error).__name__)
                self._drop_connection()
            except Exception as error:  # whatever it is, the clock goes on: others wait for it
                log.error("a tick failed", exc_info=error)
            self.stopping.wait(TICK_SECONDS)
        self.child.end()

    def stop(self) -> None:
        self.stopping.set()

    def tick(self) -> None:
        """Everything that is to be done now."""
        close_old_connections()
        with acting() as acts:
            if acts:
                if not self.has_rows:
                    schedules.write_rows()
                    self.has_rows = True
                schedules.start_due()
                rescue.requeue_lost()
                rescue.tell_again()
        if acts:
            if not self.child.is_busy and (job := rescue.abandoned()):
                self.child.start(job)
            self.broom.sweep_if_due()
        self.life.show_if_due()

    @staticmethod
    def _drop_connection() -> None:
        try:
            connection.close()
        except DATABASE_AWAY:
            connection.connection = None
