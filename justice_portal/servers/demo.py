"""`make demo`: the whole product on this machine, on servers from Python wheels, with invented people in it."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from justice_portal.servers import shape, stamps, supervisor
from justice_portal.servers.installation import Installation
from justice_portal.servers.places import VAR, ServerError
from justice_portal.servers.postgres import NAME, Postgres
from justice_portal.servers.processes import spawn, wait_for
from justice_portal.servers.programs import answers, free_port, is_free
from justice_portal.servers.redis import Redis
from justice_portal.servers.shape import HEALTH_PATH
from justice_portal.servers.supervisor import State, say

FOLDER = VAR / "demo"
USUAL_PORT = 8000
LOOPBACK = "127.0.0.1"
LONGEST_START = 900  # seconds
LOADED = "The demo estate is loaded."  # kept in the database itself, so that it goes when the data go


class Demo(Installation):
    """An installation over embedded servers, marked as a demo."""

    def __init__(self, folder: Path, *, port: int, host: str) -> None:
        super().__init__(
            folder,
            postgres=Postgres(folder / "postgres"),
            redis=Redis(folder / "redis"),
            web_port=port,
            host=host,
        )
        self.is_open = not host.startswith("127.")

    def variables(self, role: str = shape.APPLICATION) -> dict[str, str]:
        # A tablet reaches an open demo by whatever name this machine has in its network.
        hosts = {"ALLOWED_HOSTS": "*"} if self.is_open else {}
        return {**super().variables(role), **hosts, "DEMO": "1"}

    @property
    def is_loaded(self) -> bool:
        question = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        return self.postgres.sql(question, database=NAME) == LOADED

    def load(self) -> None:
        """Load the demo estate once. A load that was cut short is thrown away with its database."""
        if self.is_loaded:
            self.prepare()
            return
        self.empty_database()
        self.prepare()
        say("Loading the demo estate ...")
        self.run(("python", "manage.py", "seed", "--demo"), also=self.web_key())
        self.postgres.sql(f"COMMENT ON DATABASE {NAME} IS '{LOADED}'")

    def sign_ins(self) -> str:
        """The table of sign-ins. It is kept: to start Django for it would cost a third of a second start."""
        kept, mark = self.folder / "sign-ins", f"{self.address} {stamps.code()}"
        if self.stamps.is_done("sign-ins", mark):
            return kept.read_text()
        try:
            table = self.run(("python", "manage.py", "demo_accounts"), quiet=True)
        except ServerError as problem:
            older = "The data may be those of an older version: make demo-reset starts over."
            raise ServerError(f"{problem}{older}") from None
        kept.write_text(table)
        self.stamps.done("sign-ins", mark)
        return table


def chosen_port(wanted: int | None) -> int:
    if wanted is None:
        return USUAL_PORT if is_free(USUAL_PORT) else free_port()
    if not is_free(wanted):
        raise ServerError(f"Port {wanted} is in use. Choose another: make demo PORT=8001")
    return wanted


def run(folder: Path, *, port: int | None, host: str) -> None:
    """Run in the foreground until somebody stops it."""

    def where_it_runs() -> str:
        return f"This demo runs already: {State(folder).read().get('address', '')}. Stop it: make demo-down"

    with supervisor.only_one(folder, otherwise=where_it_runs), supervisor.stopping_on_signals():
        clear_away(folder)
        demo = Demo(folder, port=chosen_port(port), host=host)
        try:
            demo.state.write(address=demo.address, host=host, ready=False)
            demo.start_servers()
            demo.load()
            with ThreadPoolExecutor(1) as pool:
                asked = pool.submit(demo.sign_ins)
                demo.start_programs()
                sign_ins = asked.result()
            demo.state.write(address=demo.address, host=host, ready=True, sign_ins=sign_ins)
            say(f"\n{greeting(demo.address, sign_ins)}\nPress Ctrl-C to stop; the data stay for the next time.")
            supervisor.keep_up(demo.services())
        except supervisor.Stopped:
            say("\nStopping ...")
        finally:
            supervisor.let_nothing_disturb()
            demo.stop()
            demo.state.clear()


def greeting(address: str, sign_ins: str) -> str:
    return f"Justice Portal is ready:  {address}\n\n{sign_ins}\nThe people in it are invented."


def clear_away(folder: Path) -> None:
    """Stop what a demo left running that was killed before it could stop it."""
    Demo(folder, port=0, host=LOOPBACK).stop()


def up(folder: Path, *, port: int | None, host: str) -> None:
    """Run in the background; comes back when it is healthy, with its address."""
    state = State(folder)
    wait_for(lambda: state.read().get("ready", True), seconds=LONGEST_START)  # another command may be starting it
    if facts := state.read():
        is_as_asked = port in {None, port_of(facts)}
        if is_as_asked and answers(facts["address"] + HEALTH_PATH):
            say(f"The demo runs already:  {facts['address']}\n\n{facts['sign_ins']}")
            return
        down(folder)
    log = folder / "demo.log"
    log.unlink(missing_ok=True)
    command = [sys.executable, "-m", "justice_portal.servers", "demo", "--folder", str(folder), "--host", host]
    command += ["--port", str(port)] if port else []
    process = spawn(command, log=log)
    wait_for(lambda: not process.is_alive or state.read().get("ready", False), seconds=LONGEST_START)
    facts = state.read()
    if not facts.get("ready"):
        process.stop(patience=60)
        raise ServerError(f"The demo did not start. What it said ({log}):\n{log.read_text(errors='replace')[-4000:]}")
    say(f"{greeting(facts['address'], facts['sign_ins'])} It runs in the background. Stop it: make demo-down")


def variables(folder: Path = FOLDER) -> dict[str, str]:
    """The variables of the demo that runs in this checkout, for commands typed beside it; nothing when none runs."""
    facts = State(folder).read()
    return Demo(folder, port=port_of(facts), host=facts["host"]).variables() if facts else {}


def port_of(facts: dict[str, Any]) -> int:
    return int(facts["address"].rpartition(":")[2])


def down(folder: Path) -> bool:
    """Stop this demo, and anything that is left of an earlier one; whether one was running."""
    owner = State(folder).owner
    if owner:
        owner.stop(patience=120)
    if folder.exists():
        clear_away(folder)
        State(folder).clear()
    return owner is not None


def reset(folder: Path) -> None:
    """Throw the data away. A demo that was running comes up again, fresh, in the background at the same address."""
    facts = State(folder).read()
    down(folder)
    if folder.exists():
        Demo(folder, port=0, host=LOOPBACK).remove()
    if facts:
        up(folder, port=port_of(facts), host=facts["host"])
    else:
        say("The demo data are gone. The next make demo starts afresh.")
