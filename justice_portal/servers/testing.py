"""The servers of the tests: private to one run, fast, and thrown away; or one long-lived pair per checkout.

A run uses the long-lived pair when it is up (`python -m justice_portal.servers test-up`) and starts its own otherwise.
Each run has a database name of its own in either case, so any number of runs can go on at once.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from justice_portal.servers import places, shape
from justice_portal.servers.places import VAR
from justice_portal.servers.postgres import NAME, Postgres
from justice_portal.servers.processes import Running
from justice_portal.servers.redis import Redis

FOLDER = VAR / "tests"
KEPT = FOLDER / "kept"
RUN = re.compile(r"run_(\d+)_(\d+)")  # id and start of the process that a folder or database belongs to


@dataclass
class TestServers:
    """A PostgreSQL that forgets on a crash, and a Redis; both reached through sockets in one folder."""

    __test__ = False

    folder: Path

    def __post_init__(self) -> None:
        self.postgres = Postgres(self.folder / "postgres", durable=False, connections=200)
        self.redis = Redis(self.folder / "redis", durable=False)

    def start(self) -> None:
        self.postgres.start()
        self.redis.start()

    def stop(self) -> None:
        self.redis.stop()
        self.postgres.stop()

    def remove(self) -> None:
        self.redis.remove()
        self.postgres.remove()
        places.remove(self.folder)

    @property
    def are_up(self) -> bool:
        return bool(self.postgres.running and self.redis.running)


def run_name() -> str:
    me = Running.of(os.getpid())
    return f"run_{me.pid}_{me.started}"


def run_folder() -> Path:
    """The folder of this run, removed when it ends."""
    return FOLDER / run_name()


def environment(servers: TestServers, folder: Path, database: str) -> dict[str, str]:
    """Every setting that the product reads, for tests."""
    return {
        "DJANGO_SETTINGS_MODULE": "justice_portal.settings",
        "SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 4,
        "DATABASE_URL": servers.postgres.url(database),
        "REDIS_URL": servers.redis.url(),
        "DEBUG": "1",
        "DEMO": "0",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "SITE_URL": "http://testserver",
        "MEDIA_ROOT": str(folder / "media"),
        "AUDIT_ANCHOR_DIR": str(folder / "anchors"),
        "STATIC_ROOT": str(folder / "static"),
        shape.WEB_VARIABLE: "b25seS1mb3ItdGVzdHMtMDEyMzQ1Njc4OTAxMjM0NTY=",
    }


@contextlib.contextmanager
def test_servers() -> Iterator[dict[str, str]]:
    """Servers for one run, as the environment that leads to them."""
    sweep()
    folder = run_folder()
    folder.mkdir(parents=True, exist_ok=True)
    kept = TestServers(KEPT) if KEPT.exists() else None
    servers = kept if kept and kept.are_up else TestServers(folder)
    try:
        if servers is kept:
            servers.postgres.make_roles()  # it may have been started by an older version
        else:
            servers.start()
        servers.postgres.sql(f"CREATE DATABASE {run_name()} OWNER {NAME}")
        yield environment(servers, folder, run_name())
    finally:
        if servers is kept:
            servers.postgres.sql(f"DROP DATABASE IF EXISTS {run_name()} WITH (FORCE)")
        else:
            servers.remove()
        places.remove(folder)


def sweep() -> None:
    """Stop and remove what runs left behind that were killed before they could tidy up."""
    for folder in FOLDER.glob("run_*"):
        if is_left_over(folder.name):
            TestServers(folder).remove()
    kept = TestServers(KEPT) if KEPT.exists() else None
    if kept and kept.are_up:
        for name in kept.postgres.sql("SELECT datname FROM pg_database WHERE datname LIKE '%run\\_%'").splitlines():
            if is_left_over(name):
                kept.postgres.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def is_left_over(name: str) -> bool:
    """Whether a folder or database belongs to a run that has ended."""
    found = RUN.search(name)
    return found is not None and not Running(int(found[1]), int(found[2])).is_alive


def keep_up() -> None:
    """Start the long-lived pair; runs in this checkout use it from then on."""
    TestServers(KEPT).start()


def keep_down() -> None:
    """Stop the long-lived pair and throw its data away."""
    if KEPT.exists():
        TestServers(KEPT).remove()
