"""Real processes to break: a broker of the test's own, workers, clocks. Each is followed and ended by its id."""

import os
import signal
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from justice_portal.celery import app as celery_app
from justice_portal.environment import broker_from_url
from justice_portal.jobs import wake
from justice_portal.servers.processes import spawn
from justice_portal.servers.redis import Redis
from justice_portal.servers.shape import WEB_VARIABLE

PROGRAMS = Path(sys.executable).parent
#: Waits made short, for tests that would only sit them out.
QUICK = {"LEASE_SECONDS": "4", "NOBODY_CAME_SECONDS": "1", "TICK_SECONDS": "0.3"}


#: Long enough for any machine that works at all. What was promised in seconds is measured in the proofs.
PATIENCE = 120


def until(what, *, seconds=PATIENCE, every=0.05):
    """Wait until what() is true; how long that took. Fails when it is not in time."""
    began = time.monotonic()
    while not (found := what()):
        took = time.monotonic() - began
        assert took < seconds, f"not within {seconds} seconds, last seen: {found!r}"
        time.sleep(every)
    return time.monotonic() - began


class Machines:
    """The processes of one test."""

    def __init__(self, folder):
        self.folder = folder
        self.broker = Redis(folder / "broker", durable=False, databases=1)
        self.broker.start()
        self.started = []
        self.own_broker = celery_app.conf.broker_url
        self._publish_to(broker_from_url(self.broker.url()))

    def environment(self, **more):
        database = connection.settings_dict
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", WEB_VARIABLE))}
        return {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "tests.justice_portal.jobs.settings",
            "DATABASE_URL": f"postgres://{database['USER']}@/{database['NAME']}?host={database['HOST']}&port={database['PORT']}",
            "REDIS_URL": self.broker.url(),
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "LOG_LEVEL": "INFO",
            **more,
        }

    def start(self, name, command, **environment):
        process = spawn(command, log=self.folder / f"{name}.log", env=self.environment(**environment))
        self.started.append(process)
        return process

    def worker(self, *, processes=2, **environment):
        """A worker that waits for work."""
        command = [PROGRAMS / "celery", "--app=justice_portal", "worker", f"--concurrency={processes}"]
        worker = self.start(
            "worker", [*command, "--loglevel=INFO", "--without-gossip", "--without-mingle"], **environment
        )
        until(lambda: "ready." in self.log("worker"))
        return worker

    def clock(self, **environment):
        return self.start("clock", [PROGRAMS / "python", "manage.py", "clock"], **environment)

    def command(self, *words, **environment):
        return self.start(words[0], [PROGRAMS / "python", "manage.py", *map(str, words)], **environment)

    @staticmethod
    def wait(process):
        until(lambda: not process.is_alive)

    def log(self, name):
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    @staticmethod
    def children(process):
        """The ids of the processes that this process started."""
        return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]

    @staticmethod
    def send(process, how):
        assert process.is_alive
        os.kill(process.pid, how)

    @staticmethod
    def kill(pid):
        assert pid > 1
        os.kill(pid, signal.SIGKILL)

    def kill_group(self, process):
        """End a process and its children at once, as a machine that loses its power does."""
        pids = [process.pid, *self.children(process)]
        for pid in pids:
            self.kill(pid)

    def freeze_broker(self):
        os.kill(self.broker.running.pid, signal.SIGSTOP)

    def thaw_broker(self):
        os.kill(self.broker.running.pid, signal.SIGCONT)

    def stop(self):
        for process in reversed(self.started):
            process.stop(patience=30)
        if running := self.broker.running:
            os.kill(running.pid, signal.SIGCONT)
            self.broker.stop()
        self._publish_to(self.own_broker)

    @staticmethod
    def _publish_to(address):
        """Let this process send its wakes there, with a breaker that knows nothing yet."""
        celery_app.conf.broker_url = celery_app.conf.broker_write_url = celery_app.conf.broker_read_url = address
        celery_app._after_fork()
        wake._waker = None
