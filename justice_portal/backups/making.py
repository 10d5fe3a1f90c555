"""Making a backup, and proving that it brings everything back. Nothing is written that is not sealed."""

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2  # type: ignore[import-untyped]
from django.conf import settings
from django.db import connection

from justice_portal import clock
from justice_portal.backups import proof
from justice_portal.backups.programs import environment, program
from justice_portal.backups.sealed_file import PIECE, seal, unseal

PROOF, DATABASE, FILES = "proof.sealed", "database.sealed", "files.sealed"


class BackupError(Exception):
    """A backup was not made, or does not bring back what it should; the message says why."""


def make(folder: Path) -> Path:
    """Make a backup in a new folder of this one; where it is. Half a backup never has the name of a whole one."""
    name = f"{clock.now():%Y-%m-%d-%H%M%S}"
    draft, whole = folder / f".{name}", folder / name
    draft.mkdir(parents=True, mode=0o700)
    with _line(str(connection.settings_dict["NAME"])) as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _write(draft / DATABASE, _dumped(snapshot))
        _write(draft / PROOF, [proof.text(proof.of(cursor))])
    _write(draft / FILES, _packed(Path(settings.MEDIA_ROOT)))
    draft.rename(whole)
    return whole


def drill(backup: Path, key: str) -> dict[str, list[Any]]:
    """Bring the backup back into a new database beside this one, compare, and drop it; what it held.

    Raises BackupError when anything differs, CannotOpen for another's key or a damaged file.
    """
    then = json.loads(b"".join(_read(backup / PROOF, key)))
    name = f"drill_{uuid4().hex[:12]}"
    with _line(str(connection.settings_dict["NAME"])) as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        _restore(backup, key, name)
        with _line(name) as cursor:
            cursor.execute("BEGIN")
            wrong = proof.differences(then, proof.of(cursor))
    finally:
        with _line(str(connection.settings_dict["NAME"])) as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    with tarfile.open(fileobj=io.BytesIO(b"".join(_read(backup / FILES, key))), mode="r:") as files:
        files.getmembers()  # reads it to its end
    if wrong:
        raise BackupError("\n".join(wrong))
    return then


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        seal(pieces, out, recipient=settings.BACKUP_RECIPIENT)
        out.flush()
        os.fsync(out.fileno())


def _read(path: Path, key: str) -> Iterator[bytes]:
    with path.open("rb") as source:
        yield from unseal(source, key=key)


def _dumped(snapshot: str) -> Iterator[bytes]:
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    with _running(command, str(connection.settings_dict["NAME"]), stdout=subprocess.PIPE) as process:
        yield from iter(lambda: process.stdout.read(PIECE), b"")


def _restore(backup: Path, key: str, name: str) -> None:
    command = [program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={name}"]
    with _running(command, name, stdin=subprocess.PIPE) as process:
        for piece in _read(backup / DATABASE, key):
            process.stdin.write(piece)
        process.stdin.close()


@contextmanager
def _running(command: list[str], database: str, **pipes: Any) -> Iterator[Any]:
    """The program while it runs. It is killed when we fail, and we fail when it does: its words may name rows."""
    with subprocess.Popen(command, env=environment(database), stderr=subprocess.PIPE, **pipes) as process:
        try:
            yield process
        except BrokenPipeError:
            pass  # it has ended: its answer says why
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read().decode(errors="replace") if process.stderr else ""
        if process.wait():
            raise BackupError(f"{Path(command[0]).name} failed: {' '.join(said.strip().splitlines()[-1:])}")


def _packed(root: Path) -> Iterator[bytes]:
    """The files as a tar, piece by piece."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:") as tar:
        for path in sorted(root.rglob("*")) if root.exists() else []:
            tar.add(path, arcname=str(path.relative_to(root)), recursive=False)
            if held.tell() > PIECE:
                yield held.getvalue()
                held.seek(0)
                held.truncate()
    yield held.getvalue()


@contextmanager
def _line(database: str) -> Iterator[Any]:
    """A connection of our own: the product's may be in a transaction."""
    given = {**connection.get_connection_params(), "dbname": database}
    known = {name: given[name] for name in ("dbname", "user", "password", "host", "port") if given.get(name)}
    with closing(psycopg2.connect(**known)) as line:
        line.autocommit = True
        with line.cursor() as cursor:
            yield cursor
