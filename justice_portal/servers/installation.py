"""One copy of the product that runs on this machine: its servers, its processes, the variables that join them."""

import os
import secrets
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from justice_portal.servers import places, shape, stamps, supervisor
from justice_portal.servers.places import CHECKOUT, ServerError
from justice_portal.servers.postgres import NAME, Postgres
from justice_portal.servers.programs import Program, answers
from justice_portal.servers.redis import Redis
from justice_portal.servers.supervisor import Service, State

BIN = Path(sys.executable).parent


class Installation:
    """The shape of production over one PostgreSQL and one Redis, everything in one folder."""

    def __init__(
        self, folder: Path, *, postgres: Postgres, redis: Redis, web_port: int, host: str = "127.0.0.1"
    ) -> None:
        self.folder = folder
        self.postgres = postgres
        self.redis = redis
        self.web_bind = f"{host}:{web_port}"
        self.web_address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{web_port}"  # noqa: S104
        self.state = State(folder)
        self.stamps = stamps.Stamps(folder / "stamps.json")

    @property
    def address(self) -> str:
        """What a person opens."""
        return self.web_address

    def variables(self, role: str = shape.APPLICATION) -> dict[str, str]:
        """The settings of production, as `shape.VARIABLES` lists them, for a process that is `role` at the database."""
        return {
            "SECRET_KEY": self._secret_key(),
            "DATABASE_URL": self.postgres.url(role=role),
            "REDIS_URL": self.redis.url(),
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SITE_URL": self.address,
            "BEHIND_PROXY": "0",
            "MEDIA_ROOT": str(self.folder / "media"),
            "AUDIT_ANCHOR_DIR": str(self.folder / "anchors"),
            "STATIC_ROOT": str(self.folder / "static"),
        }

    def environment(self, role: str = shape.APPLICATION) -> dict[str, str]:
        """The variables among those of this shell, with the environment's programs first on the path.

        A key of letters that this shell knows stays there: web has its own, and no background process may have any.
        """
        keys = (shape.WEB_VARIABLE, f"{shape.WEB_VARIABLE}_FILE")
        return {
            **{name: value for name, value in os.environ.items() if name not in keys},
            "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "justice_portal.settings",
            **self.variables(role),
            **shape.bind_argument(self.web_bind),
        }

    def environment_of(self, process: shape.Process) -> dict[str, str]:
        """What one of the processes is told: those that remove the purger's way to the database, web the key of letters."""
        purger = {shape.PURGE_VARIABLE: self.postgres.url(role=shape.PURGER)} if process.removes else {}
        told = {**self.environment(), **purger}
        return {**told, **self.web_key()} if process.opens_letters else told

    def web_key(self) -> dict[str, str]:
        """The variable that web alone is told, and a command that writes legal threads."""
        return {
            f"{shape.WEB_VARIABLE}_FILE": str(self._kept("web-key", lambda: urlsafe_b64encode(os.urandom(32)).decode()))
        }

    def servers(self) -> list[tuple[str, Service]]:
        return [("PostgreSQL", self.postgres), ("Redis", self.redis)]

    def programs(self) -> list[tuple[str, Program]]:
        programs = [
            (
                process.name,
                Program(
                    process.name,
                    process.command,
                    self.folder,
                    env=self.environment_of(process),
                    stop_seconds=process.stop_seconds,
                ),
            )
            for process in shape.PROCESSES
        ]
        by_name = dict(programs)
        by_name["web"].is_ready = by_name["web"].is_healthy = self._web_answers
        by_name["worker"].is_ready = self._worker_waits
        by_name["worker"].is_healthy = lambda: self._gave_sign_of_life("worker")
        by_name["clock"].is_ready = by_name["clock"].is_healthy = lambda: self._gave_sign_of_life("clock")
        return programs

    def _gave_sign_of_life(self, name: str) -> bool:
        try:
            return self.postgres.sql(shape.SIGN_OF_LIFE.format(name=name), database=NAME) == "t"
        except ServerError:
            return False

    def _web_answers(self) -> bool:
        return answers(self.web_address + shape.HEALTH_PATH)

    def _worker_waits(self) -> bool:
        """A worker that is up waits at the queue, and nobody else blocks on this Redis."""
        return "\nblocked_clients:0" not in self.redis.ask("INFO clients")

    def services(self) -> list[tuple[str, Service]]:
        """Everything, in the order in which it starts."""
        return [*self.servers(), *self.programs()]

    def start_servers(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for _name, server in self.servers():
            server.start()

    def start_programs(self) -> None:
        programs = [program for _name, program in self.programs()]
        for program in programs:
            program.launch()
        for program in programs:
            program.wait()

    def stop(self) -> None:
        """Stop the processes, then the servers that they lean on."""
        supervisor.stop_together(self.programs())
        supervisor.stop_together(self.servers())

    def prepare(self) -> None:
        """Migrate and collect the static files, each only when its input has changed."""
        marks = (stamps.migrations(), stamps.static_files())
        for command, mark in zip(shape.PREPARE, marks, strict=True):
            if not self.stamps.is_done(command[2], mark):
                self.run(command, quiet=True)
                self.stamps.done(command[2], mark)

    def run(
        self, command: Sequence[str], *, quiet: bool = False, role: str = shape.OWNER, also: Mapping[str, str] = {}
    ) -> str:
        """Run a command with the variables of this installation; what it printed, when it is to be quiet."""
        done = subprocess.run(
            command,
            check=False,
            cwd=CHECKOUT,
            env={**self.environment(role), **also},
            text=True,
            stdout=subprocess.PIPE if quiet else None,
        )
        if done.returncode:
            raise ServerError(f"{' '.join(command)} failed.\n{done.stdout or ''}")
        return done.stdout if quiet else ""

    def empty_database(self) -> None:
        self.postgres.sql(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        self.postgres.sql(f"CREATE DATABASE {NAME} OWNER {NAME}")
        self.stamps.file.unlink(missing_ok=True)
        places.remove(self.folder / "anchors")  # they are of the database that is gone

    def remove(self) -> None:
        """Throw everything away; it must have been stopped."""
        self.redis.remove()
        self.postgres.remove()
        places.remove(self.folder)

    def _secret_key(self) -> str:
        return self._kept("secret-key", lambda: secrets.token_urlsafe(50)).read_text()

    def _kept(self, name: str, make: Callable[[], str]) -> Path:
        """The file of a secret of this installation, made the first time; nobody else reads it."""
        file = self.folder / name
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                out.write(make())
        return file
