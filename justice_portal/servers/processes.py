"""Starting, watching and stopping one process at a time, by its id and never by its name."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from justice_portal.servers.places import CHECKOUT, Account, ServerError


def _boot() -> str:
    """Which start of the machine this is: ids and moments mean nothing after another."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


@dataclass(frozen=True)
class Running:
    """A process that was started. Ids are used again, so the moment of its start is part of its name."""

    pid: int
    started: int
    boot: str = field(default_factory=_boot)

    @classmethod
    def of(cls, pid: int) -> "Running":
        return cls(pid, _started(pid) or 0)

    @classmethod
    def last(cls, file: Path) -> "Running | None":
        """The process that was written down when it started, whether or not it still runs."""
        try:
            facts = json.loads(file.read_text())
            return cls(facts["pid"], facts["started"], facts["boot"])
        except (FileNotFoundError, ValueError, KeyError):
            return None

    @classmethod
    def read(cls, file: Path) -> "Running | None":
        """The process that was written down, if it still runs."""
        found = cls.last(file)
        return found if found and found.is_alive else None

    def write(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self)))
        draft.replace(file)

    @property
    def is_alive(self) -> bool:
        return self.started != 0 and self.boot == _boot() and _started(self.pid) == self.started

    def stop(self, *, how: signal.Signals = signal.SIGTERM, patience: float = 10) -> None:
        """Ask the process to end, wait, then end it and whatever it left behind."""
        if self.is_alive:
            _send(self.pid, how)
            wait_for(lambda: not self.is_alive, seconds=patience)
        if self.boot == _boot() and (self.is_alive or _started(self.pid) is None):  # else the id is somebody else's
            for pid in (self.pid, *_session(self.pid)):
                _send(pid, signal.SIGKILL)
        wait_for(lambda: not self.is_alive, seconds=5)


def _facts(pid: int) -> list[str] | None:
    """State, parent, group, session and so on, as the kernel tells them; None when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _session(leader: int) -> list[int]:
    """The processes that a process which we started has started in turn. Its id stays taken while they run."""
    if leader <= 1:
        return []
    pids = (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit())
    return [pid for pid in pids if (facts := _facts(pid)) and int(facts[3]) == leader]


def _started(pid: int) -> int | None:
    """When the process started, in clock ticks since the machine did; None when it has ended."""
    facts = _facts(pid)
    if facts is None:
        return None
    if facts[0] in "ZX":
        _reap(pid)
        return None
    return int(facts[19])


def _reap(pid: int) -> None:
    """Let a child that has ended go; it is no matter when it was not our child."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def _send(pid: int, how: signal.Signals) -> None:
    if pid <= 1:
        return  # 0 and below would mean whole groups, ours among them
    try:
        os.kill(pid, how)
    except (ProcessLookupError, PermissionError):
        return


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    account: Account | None = None,
    folder: Path = CHECKOUT,
) -> Running:
    """Start a process in a group of its own, so that Ctrl-C reaches us alone and we stop things in order."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            cwd=folder,
            start_new_session=True,
            **(account.options() if account else {}),
        )
    # The process is followed by its id from here on, also by later commands that are not its parent.
    process.returncode = 0
    return Running.of(process.pid)


def wait_for(ready: Callable[[], bool], *, seconds: float) -> bool:
    """Look again and again, for so long; whether it came true."""
    until = time.monotonic() + seconds
    pause = 0.01
    while not ready():
        if time.monotonic() > until:
            return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
    return True


def wait_until_ready(
    name: str, process: Running, ready: Callable[[], bool], *, log: Path, seconds: float = 120
) -> None:
    """Wait for a server to answer; when it ends or stays silent instead, say so with the end of its log."""
    if wait_for(lambda: ready() or not process.is_alive, seconds=seconds) and process.is_alive:
        return
    process.stop()
    last_words = "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""
    raise ServerError(f"{name} did not start. The end of {log}:\n{last_words}")
