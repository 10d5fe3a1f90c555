"""What keeps a running job alive, and what ends one that takes too long."""

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

from django.db import DatabaseError, InterfaceError, connection

from justice_portal.jobs.errors import JobLost, JobTooLong
from justice_portal.jobs.lease import Hold

log = logging.getLogger(__name__)

#: A third of the lease: two beats may fail before the job is lost.
BEAT_SECONDS = 5.0


#: A job that does not end so long after its time is stuck where no exception reaches it: then its process ends.
STUCK_SECONDS = 30.0


@contextmanager
def beating(hold: Hold, seconds: int) -> Iterator[None]:
    """Renew the lease while the block runs. Short jobs end before the first beat and cost no connection."""
    stop = threading.Event()
    ends_at = monotonic() + seconds + STUCK_SECONDS
    thread = threading.Thread(target=_beat, args=(hold, stop, ends_at), name="heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(hold: Hold, stop: threading.Event, ends_at: float) -> None:
    try:
        while not stop.wait(BEAT_SECONDS):
            if monotonic() > ends_at:
                log.error("job stuck id=%s: its process is killed", hold.job_id)
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                hold.renew()
            except (DatabaseError, InterfaceError):
                log.warning("heart-beat missed: the database is away")
                connection.close()
    except JobLost:
        return  # the job notices by itself, at its next progress() or when it would finish
    finally:
        connection.close()


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise JobTooLong in the block after so many seconds. Only the main thread can be interrupted so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise JobTooLong
