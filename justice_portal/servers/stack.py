"""`make stack`: the shape of production on one machine without containers, on the system's own servers.

PostgreSQL in a private cluster, redis-server, nginx in front of gunicorn, a Celery worker and the clock; each its own
process with a health check. docker-compose.yml describes the same shape.
"""

import os
import shutil
from pathlib import Path

from justice_portal.servers import certificates, places, redis, shape, supervisor
from justice_portal.servers.installation import Installation
from justice_portal.servers.places import VAR, ServerError
from justice_portal.servers.postgres import Postgres, system_programs
from justice_portal.servers.programs import Program, answers, free_port
from justice_portal.servers.supervisor import State, say

FOLDER = VAR / "stack"

NGINX = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 2;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


def nginx_program() -> str:
    if found := shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"):
        return found
    raise ServerError("nginx is not installed. On Debian: apt-get install nginx-light")


class Stack(Installation):
    """An installation over the system's servers, behind nginx."""

    def __init__(self, folder: Path, *, port: int, web_port: int, tablet_port: int = 0) -> None:
        super().__init__(
            folder,
            postgres=Postgres(folder / "postgres", programs=system_programs()),
            redis=redis.Redis(folder / "redis", program=redis.system_program()),
            web_port=web_port,
        )
        self.port = port
        self.tablet_port = tablet_port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def tablet_address(self) -> str:
        """Where tablets come in, each with its certificate."""
        return f"https://127.0.0.1:{self.tablet_port}"

    @property
    def certificates(self) -> Path:
        """The site's own certificate, and the authority that signs those of tablets."""
        return places.data_folder(self.folder / "certificates", self.postgres.account)

    def variables(self, role: str = shape.APPLICATION) -> dict[str, str]:
        return {**super().variables(role), "BEHIND_PROXY": "1"}

    def programs(self) -> list[tuple[str, Program]]:
        return [*super().programs(), ("nginx", self._nginx())]

    def _nginx(self) -> Program:
        account = self.postgres.account  # an unprivileged one, also when we are root
        folder = places.data_folder(self.folder / "nginx", account)

        def is_answering() -> bool:
            return answers(self.address + shape.HEALTH_PATH)

        return Program(
            "nginx",
            (nginx_program(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")),
            self.folder,
            account=account,
            is_ready=is_answering,
            is_healthy=is_answering,
            cwd=Path("/"),
        )

    def start_programs(self) -> None:
        self._configure_nginx()
        super().start_programs()

    def _configure_nginx(self) -> None:
        account = self.postgres.account
        folder = places.own(places.data_folder(self.folder / "nginx", account), account)
        site = shape.nginx_site(listen=f"127.0.0.1:{self.port}", upstream=self.web_bind)
        if self.tablet_port:
            certificates.make(places.own(self.certificates, account), account)
            listen = f"127.0.0.1:{self.tablet_port}"
            site += shape.nginx_tablet_site(listen=listen, upstream=self.web_bind, certificates=self.certificates)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, site=site))
        (folder / "nginx.conf").chmod(0o644)

    def remove(self) -> None:
        places.remove(self.folder / "nginx")
        places.remove(self.certificates)
        super().remove()

    def start(self) -> None:
        """Bring everything up, with the database migrated and the static files in place."""
        self.start_servers()
        self.prepare()
        self.start_programs()

    def table(self) -> str:
        """Who runs, under which id, and whether it answers."""
        rows = [f"{'process':<12}{'id':>8}  {'state':<16}"]
        for name, service in self.services():
            running = service.running
            state = "stopped" if not running else "healthy" if service.is_healthy() else "does not answer"
            rows.append(f"{name:<12}{running.pid if running else '-':>8}  {state:<16}")
        return "\n".join(rows)


def found() -> Stack | None:
    """The stack of this checkout that runs now."""
    facts = State(FOLDER).read()
    ports = {name: facts[name] for name in ("port", "web_port", "tablet_port") if name in facts}
    return Stack(FOLDER, **ports) if ports else None


def run(port: int | None) -> None:
    """Run in the foreground until somebody stops it."""
    with (
        supervisor.only_one(
            FOLDER, otherwise=lambda: "The stack of this checkout runs already. See: make stack-status"
        ),
        supervisor.stopping_on_signals(),
    ):
        stack = Stack(FOLDER, port=port or free_port(), web_port=free_port(), tablet_port=free_port())
        stack.stop()  # what an earlier one left that was killed
        try:
            web_port = int(stack.web_bind.rpartition(":")[2])
            stack.state.write(port=stack.port, web_port=web_port, tablet_port=stack.tablet_port)
            stack.start()
            say(
                f"\nThe stack is ready:  {stack.address}\nFor tablets:  {stack.tablet_address}"
                f" (certificates: {stack.certificates})\n\n{stack.table()}\n\nLogs: {stack.folder}. Ctrl-C stops everything."
            )
            supervisor.keep_up(stack.services())
        except supervisor.Stopped:
            say("\nStopping ...")
        finally:
            supervisor.let_nothing_disturb()
            stack.stop()
            stack.state.clear()


def status() -> bool:
    """Print the table; whether all is well."""
    stack = found()
    if stack is None:
        say("The stack does not run. Start it: make stack")
        return False
    say(f"{stack.address}\n\n{stack.table()}")
    return all(service.running and service.is_healthy() for _name, service in stack.services())


def reset() -> None:
    """Throw the data of the stack away."""
    if owner := State(FOLDER).owner:
        owner.stop(patience=120)
    if FOLDER.exists():
        stack = Stack(FOLDER, port=0, web_port=0)
        stack.stop()
        stack.remove()
    say("The data of the stack are gone.")
