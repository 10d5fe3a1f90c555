"""pg_dump and pg_restore, of a version that understands the server."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from justice_portal.servers.places import Account, ServerError
from justice_portal.servers.postgres import SYSTEM_PROGRAMS, embedded_programs


def program(name: str) -> str:
    """The path of the program; raises ServerError when there is none that is new enough."""
    server: Any = connection
    wanted = server.pg_version // 10_000
    for folder in _folders():
        found = folder / name
        if found.exists() and _version(found) >= wanted:
            return str(found)
    raise ServerError(f"{name} {wanted} or newer is not installed.")


def environment(database: str) -> dict[str, str]:
    """What tells these programs where the server is, and who signs in; passwords are not shown among the processes."""
    given: dict[str, Any] = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    told = {variable: str(given[name]) for name, variable in names.items() if given.get(name)}
    return {**os.environ, **told, "PGDATABASE": database}


def _folders() -> Iterator[Path]:
    if found := shutil.which("pg_dump"):
        yield Path(found).parent
    yield from SYSTEM_PROGRAMS
    try:
        yield embedded_programs(Account(os.geteuid(), os.getegid()))
    except ServerError:
        return


def _version(found: Path) -> int:
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = said.split()
    return int(numbers[2].partition(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")) if len(numbers) > 2 else 0
