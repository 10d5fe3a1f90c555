"""The product's own processes and nginx, each with a log, a pid file and a way to tell that it answers."""

import contextlib
import http.client
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from justice_portal.servers.places import CHECKOUT, Account
from justice_portal.servers.processes import Running, spawn, wait_until_ready


@dataclass
class Program:
    """One process that is started, watched and stopped."""

    name: str
    command: Sequence[str]
    folder: Path  # of its log and pid file
    env: Mapping[str, str] | None = None
    account: Account | None = None
    is_ready: Callable[[], bool] = lambda: True
    is_healthy: Callable[[], bool] = lambda: True
    stop_seconds: float = 30
    cwd: Path = CHECKOUT

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def pid_file(self) -> Path:
        return self.folder / f"{self.name}.json"

    @property
    def running(self) -> Running | None:
        return Running.read(self.pid_file)

    def launch(self) -> None:
        """Start it without waiting, so that several can start side by side."""
        if not self.running:
            process = spawn(self.command, log=self.log, env=self.env, account=self.account, folder=self.cwd)
            process.write(self.pid_file)

    def wait(self) -> None:
        if running := self.running:
            wait_until_ready(self.name, running, self.is_ready, log=self.log)
        else:
            wait_until_ready(self.name, Running(0, 0), lambda: False, log=self.log)

    def start(self) -> None:
        self.launch()
        self.wait()

    def stop(self) -> None:
        if started := Running.last(self.pid_file):
            started.stop(patience=self.stop_seconds)  # also when it has died and left children behind
        self.pid_file.unlink(missing_ok=True)


def answers(url: str, *, seconds: float = 5) -> bool:
    """Whether a GET is answered with 200."""
    parts = urlsplit(url)
    with contextlib.suppress(OSError, http.client.HTTPException):
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)
        with contextlib.closing(line):
            line.request("GET", parts.path or "/")
            return line.getresponse().status == 200
    return False


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
