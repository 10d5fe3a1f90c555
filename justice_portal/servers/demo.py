"""`make demo`: the whole product on this machine, on servers from Python wheels, with invented people in it."""

import sys
from pathlib import Path

from justice_portal.servers import supervisor
from justice_portal.servers.installation import Installation
from justice_portal.servers.places import VAR, ServerError
from justice_portal.servers.postgres import NAME, Postgres
from justice_portal.servers.processes import Running, spawn, wait_for
from justice_portal.servers.programs import answers, free_port, is_free
from justice_portal.servers.redis import Redis
from justice_portal.servers.shape import HEALTH_PATH
from justice_portal.servers.supervisor import State, say

FOLDER = VAR / "demo"
USUAL_PORT = 8000
READY = "Justice Portal is ready"
GOODBYE = "The people in it are invented. Press Ctrl-C to stop; the data stay for the next time."
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

    def variables(self) -> dict[str, str]:
        # A tablet reaches an open demo by whatever name this machine has in its network.
        hosts = {"ALLOWED_HOSTS": "*"} if self.is_open else {}
        return {**super().variables(), **hosts, "DEMO": "1"}

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
        self.run(("python", "manage.py", "seed", "--demo"))
        self.postgres.sql(f"COMMENT ON DATABASE {NAME} IS '{LOADED}'")

    def sign_ins(self) -> str:
        return self.run(("python", "manage.py", "demo_accounts"), quiet=True)


def chosen_port(wanted: int | None) -> int:
    if wanted is None:
        return USUAL_PORT if is_free(USUAL_PORT) else free_port()
    if not is_free(wanted):
        raise ServerError(f"Port {wanted} is in use. Choose another: make demo PORT=8001")
    return wanted


def where_it_runs() -> str:
    return f"The demo of this checkout runs already: {State(FOLDER).read().get('address', '')}. Stop it: make demo-down"


def run(port: int | None, host: str) -> None:
    """Run in the foreground until somebody stops it."""
    with supervisor.only_one(FOLDER, otherwise=where_it_runs), supervisor.stopping_on_signals():
        clear_away()
        demo = Demo(FOLDER, port=chosen_port(port), host=host)
        try:
            demo.state.write(address=demo.address, ready=False)
            demo.start_servers()
            demo.load()
            demo.start_programs()
            demo.state.write(address=demo.address, ready=True)
            say(f"\n{READY}:  {demo.address}\n")
            say(demo.sign_ins())
            say(GOODBYE)
            supervisor.keep_up(demo.services())
        except supervisor.Stopped:
            say("\nStopping ...")
        finally:
            supervisor.stop_all(demo.services())
            demo.state.clear()


def clear_away() -> None:
    """Stop what a demo left running that was killed before it could stop it."""
    supervisor.stop_all(Demo(FOLDER, port=0, host="127.0.0.1").services())


def up(port: int | None, host: str) -> None:
    """Run in the background; comes back when it is healthy, with its address."""
    state = State(FOLDER)
    if facts := state.read():
        is_as_asked = port is None or facts["address"].endswith(f":{port}")
        if is_as_asked and facts["ready"] and answers(facts["address"] + HEALTH_PATH):
            say(f"The demo runs already:  {facts['address']}")
            return
        down()
    log = FOLDER / "demo.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("")
    command = [sys.executable, "-m", "justice_portal.servers", "demo", "--host", host]
    command += ["--port", str(port)] if port else []
    process = spawn(command, log=log)
    wait_for(lambda: not process.is_alive or has_said_all(log), seconds=900)
    facts = state.read()
    if not process.is_alive or not facts.get("ready"):
        process.stop(patience=60)
        raise ServerError(f"The demo did not start. What it said ({log}):\n{log.read_text(errors='replace')[-4000:]}")
    said = log.read_text(errors="replace")
    say(said[said.index(READY) : said.index(GOODBYE)] + "It runs in the background. Stop it: make demo-down")


def has_said_all(log: Path) -> bool:
    return GOODBYE in log.read_text(errors="replace")


def down() -> bool:
    """Stop the demo of this checkout, and anything that is left of an earlier one; whether one was running."""
    owner: Running | None = State(FOLDER).owner
    if owner:
        owner.stop(patience=120)
    if FOLDER.exists():
        clear_away()
        State(FOLDER).clear()
    return owner is not None


def reset() -> None:
    """Throw the data away. A demo that ran in the background comes up again, fresh, at the same address."""
    facts = State(FOLDER).read()
    down()
    if FOLDER.exists():
        Demo(FOLDER, port=0, host="127.0.0.1").remove()
    if facts:
        up(int(facts["address"].rpartition(":")[2]), "127.0.0.1")
    else:
        say("The demo data are gone. The next make demo starts afresh.")
