"""Tell a worker at once that there is work. Best effort: whoever is not told finds the work by itself (see clock).

A thread of its own talks to Redis, so that a page never waits for it, be Redis away, frozen or full. After three
failures in a row it stops trying for a while: the work is in the database and the clock sees it.
"""

import logging
import os
import queue
import threading
import time
from uuid import UUID

log = logging.getLogger(__name__)

#: So many wakes may wait for the thread; more are dropped.
ROOM = 1000
FAILURES = 3
REST_SECONDS = 3.0


class Breaker:
    """Open after so many failures in a row, for so long; then one try decides."""

    def __init__(self) -> None:
        self.failures = 0
        self.closed_again_at = 0.0

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self.closed_again_at

    def succeeded(self) -> None:
        self.failures = 0

    def failed(self) -> None:
        self.failures += 1
        if self.failures >= FAILURES:
            self.closed_again_at = time.monotonic() + REST_SECONDS


class Waker:
    """The thread of one process, started with its first message."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.breaker = Breaker()
        self.waiting: queue.Queue[str] = queue.Queue(ROOM)
        self.thread = threading.Thread(target=self._work, name="wake", daemon=True)
        self.thread.start()

    def send(self, job_id: UUID) -> None:
        if self.breaker.is_open:
            return
        try:
            self.waiting.put_nowait(str(job_id))
        except queue.Full:
            log.warning("wakes dropped: the queue to Redis is full")

    def _work(self) -> None:
        while True:
            job_id = self.waiting.get()
            if not self.breaker.is_open:
                self._publish(job_id)

    def _publish(self, job_id: str) -> None:
        from justice_portal.jobs.tasks import wake  # noqa: PLC0415  Celery is loaded by who uses it

        try:
            wake.apply_async((job_id,), retry=False, ignore_result=True)
        except Exception as error:  # noqa: BLE001  whatever it is, this thread must live: nobody would start another
            self.breaker.failed()
            log.warning("wake failed: %s", type(error).__name__)
        else:
            self.breaker.succeeded()


_waker: Waker | None = None
_starting = threading.Lock()


def send(job_id: UUID) -> None:
    """Tell a worker of the job, some time soon; returns at once and never fails."""
    _own().send(job_id)


def is_resting() -> bool:
    """Redis is away and is not being tried just now."""
    return _own().breaker.is_open


def is_doubtful() -> bool:
    """The last try failed: one message will show more than a hundred."""
    return _own().breaker.failures > 0


def _own() -> Waker:
    global _waker  # noqa: PLW0603  one thread a process, and none is inherited by a fork
    with _starting:
        if _waker is None or _waker.process != os.getpid():
            _waker = Waker()
    return _waker
