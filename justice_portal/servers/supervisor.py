"""Keeps a set of servers and processes up: starts them in order, restarts what ends, stops them in reverse."""

import contextlib
import fcntl
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn, Protocol

from justice_portal.servers.places import ServerError
from justice_portal.servers.processes import Running

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
MOST_RESTARTS = 5
SECONDS_BETWEEN_CHECKS = 10
MOST_SILENT_CHECKS = 3


class Service(Protocol):
    """What the supervisor needs to know of a server or process."""

    @property
    def running(self) -> Running | None: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def is_healthy(self) -> bool: ...


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, `make demo-down`, a machine that shuts down."""


def let_nothing_disturb() -> None:
    """An orderly stop has begun."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn the first signal into an exception; later ones do not disturb the orderly stop."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        let_nothing_disturb()
        raise Stopped

    before = {each: signal.signal(each, stop) for each in SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextlib.contextmanager
def only_one(folder: Path, *, otherwise: Callable[[], str]) -> Iterator[None]:
    """Hold the folder's lock; it goes with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServerError(otherwise()) from None
        yield


class State:
    """What a running demo or stack tells later commands: who it is, where it answers, whether it is ready."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "state.json"

    def write(self, **facts: Any) -> None:
        me = Running.of(os.getpid())
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps({"pid": me.pid, "started": me.started, **facts}))
        draft.replace(self.file)

    def read(self) -> dict[str, Any]:
        """The facts, or nothing when the process that wrote them has ended."""
        try:
            facts: dict[str, Any] = json.loads(self.file.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return facts if Running(facts["pid"], facts["started"]).is_alive else {}

    def clear(self) -> None:
        self.file.unlink(missing_ok=True)

    @property
    def owner(self) -> Running | None:
        facts = self.read()
        return Running(facts["pid"], facts["started"]) if facts else None


def say(text: str) -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def stop_together(services: Sequence[tuple[str, Service]]) -> None:
    """Ask all to end at once, and wait until the last has."""
    with ThreadPoolExecutor(max_workers=max(len(services), 1)) as pool:
        for stopped in [pool.submit(service.stop) for _name, service in services]:
            stopped.result()


def keep_up(services: Sequence[tuple[str, Service]]) -> NoReturn:
    """Watch until a signal comes. What ends or falls silent is started again, and given up when that does not help."""
    restarts: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    look = 0
    while True:
        time.sleep(1)
        look += 1
        for name, service in services:
            if service.running:
                if look % SECONDS_BETWEEN_CHECKS:
                    continue
                silent[name] = 0 if service.is_healthy() else silent[name] + 1
                if silent[name] < MOST_SILENT_CHECKS:
                    continue
            restarts[name] += 1
            if restarts[name] > MOST_RESTARTS:
                raise ServerError(f"{name} failed {MOST_RESTARTS} times. See its log.")
            say(f"{name} {'does not answer' if service.running else 'has ended'}. Starting it again.")
            service.stop()
            service.start()
            silent[name] = 0
