"""gunicorn on the bench's database, and the account of what it and PostgreSQL spend."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.bench.processes import cpu_seconds, pss_mib

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[2]


class Server:
    """One gunicorn in the shape of production: two workers with four threads. Its tree and PostgreSQL's are measured."""

    def __init__(self, application, environment, postgres_pid):
        self.port, self.postgres_pid = free_port(), postgres_pid
        command = [
            BIN / "gunicorn", application, "--worker-class=gthread", "--workers=2", "--threads=4", "--preload",
            f"--bind=127.0.0.1:{self.port}", "--keep-alive=600", "--log-level=warning",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
        wait_for(f"http://127.0.0.1:{self.port}/health/", self.process)

    def cpu(self):
        """CPU seconds so far of gunicorn and of PostgreSQL with all its backends."""
        return cpu_seconds([self.process.pid, self.postgres_pid])

    def memory(self):
        return pss_mib(self.process.pid)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=40)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(url, process, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "the server did not start"
        try:
            urllib.request.urlopen(url, timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not answer")
