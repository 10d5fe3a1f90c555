"""One database is migrated per run; those of the workers, and of later runs on the same servers, are copies of it."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from justice_portal.servers import stamps
from justice_portal.servers.places import CHECKOUT

LOCK = 7316  # any number: whoever holds it makes the database, the others wait


def migrated_database() -> str:
    """The name of a database with every migration, made if the server does not have it yet."""
    name = f"migrated_{stamps.migrations()[:16]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # others wait as long as it takes to make it
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'migrated\\_%%'")
            there = {row[0] for row in cursor.fetchall()}
            if name not in there:
                for old in there:
                    cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
                _make(name, cursor)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


def _make(name, cursor):
    unfinished = f"migrated_{os.getpid()}"
    cursor.execute(f'CREATE DATABASE "{unfinished}"')
    environment = {**os.environ, "DATABASE_URL": _address(unfinished)}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=CHECKOUT, env=environment, check=True)
    cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def _address(database):
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{database}"))
