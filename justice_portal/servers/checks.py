"""`make test`, `make check`, `make proof`: every check, on servers of their own, and how long each one took.

The long step runs in front and is seen as it goes; the others take their turns beside it, in a process of their own whose
words are shown when it ends. One alone leaves a third of two cores idle: tests wait for servers and browsers.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from justice_portal.servers import places, shape, supervisor
from justice_portal.servers.places import CHECKOUT, ServerError
from justice_portal.servers.programs import free_port
from justice_portal.servers.stack import Stack
from justice_portal.servers.supervisor import say
from justice_portal.servers.testing import run_folder, test_servers

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Step:
    """One check: a command that must end with 0, or a function that must answer true."""

    name: str
    command: tuple[str, ...] = ()
    does: Callable[[Mapping[str, str]], bool] | None = None

    def passes(self, environment: Mapping[str, str]) -> bool:
        if self.does:
            return self.does(environment)
        return subprocess.run(self.command, check=False, cwd=CHECKOUT, env=dict(environment)).returncode == 0


def python(*words: str) -> tuple[str, ...]:
    return (sys.executable, *words)


def program(name: str, *words: str) -> tuple[str, ...]:
    return (str(BIN / name), *words)


def pytest(*words: str) -> tuple[str, ...]:
    return python("-m", "pytest", "-q", *words)


def files_marked(mark: str, *, named: str = "") -> list[str]:
    """The test files that hold a mark or have the name: to read all others only to leave them out takes 20 s."""
    files = sorted((CHECKOUT / "tests").rglob("test_*.py"))
    chosen = [file for file in files if file.name == named or f"mark.{mark}" in file.read_text()]
    return [str(file.relative_to(CHECKOUT)) for file in chosen]


def check_deploy(stack: Stack) -> bool:
    """Django's advice for production and our own, with the settings of production, on the servers of the stack.

    The test servers would not do: they forget on a crash, and the check refuses that. It is asked as the clock, which
    can remove what may be kept no longer.
    """
    production = {
        **stack.environment_of(shape.CLOCK),
        "DEBUG": "0",
        "DEMO": "0",
        "SITE_URL": "https://portal.example",
        "ALLOWED_HOSTS": "portal.example",
        "BEHIND_PROXY": "1",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": secrets.token_urlsafe(50),
        "TABLET_NETWORKS": "10.20.0.0/16",
        "ADMIN_NETWORKS": "10.30.0.0/24",
    }
    return Step("", python("manage.py", "check", "--deploy", "--fail-level", "WARNING")).passes(production)


def static_files(environment: Mapping[str, str]) -> bool:
    """Collect the static files as production does: a style sheet that names a missing file is refused."""
    with tempfile.TemporaryDirectory() as folder:
        production = {**environment, "DEBUG": "0", "STATIC_ROOT": folder}
        return Step("", python("manage.py", "collectstatic", "--no-input", "--verbosity", "0")).passes(production)


def on_the_stack(environment: Mapping[str, str]) -> bool:
    """The tests marked `stack`, on the system's PostgreSQL and Redis, with the whole stack up beside them."""
    stack = Stack(run_folder() / "stack", port=free_port(), web_port=free_port(), tablet_port=free_port())
    try:
        stack.start()
        say(stack.table())
        servers = {
            **environment,
            "DATABASE_URL": stack.postgres.url("on_the_stack"),
            "REDIS_URL": stack.redis.url(9),
            "STACK_URL": stack.address,
            "STACK_TABLET_URL": stack.tablet_address,
            "STACK_FOLDER": str(stack.folder),
        }
        return check_deploy(stack) and Step("", STACK_TESTS).passes(servers)
    except ServerError as problem:
        supervisor.complain(str(problem))
        return False
    finally:
        stack.stop()
        stack.remove()


FORMAT = Step("formatting", program("ruff", "format", "--check", "."))
LINT = Step("lint", program("ruff", "check", "."))
TEMPLATES = Step("templates", program("djlint", "--lint", "--quiet", "templates"))
CONTRACTS = Step("import contracts", program("lint-imports", "--no-logo"))
TYPES = Step("types", program("mypy"))
SYSTEM = Step("system check", python("manage.py", "check"))
STATIC = Step("static files", does=static_files)
MIGRATIONS = Step("missing migrations", python("manage.py", "makemigrations", "--check", "--dry-run"))
QUICK = Step("quick tests", pytest("-n", "0", "-m", "quick", *files_marked("quick", named="test_architecture.py")))
# A file is one worker's; those that take longest come first (tests/servers_plugin.py), so that none is left for the end.
FILES = ("--dist", "loadfile", "--no-loadscope-reorder")
SUITE = Step("suite", pytest("-n", "2", *FILES, "-m", "not journey and not proof"))
JOURNEYS = Step("journeys", pytest("-n", "1", *FILES, "-m", "journey and not proof", *files_marked("journey")))
STACK_TESTS = pytest("-n", "0", "-m", "stack", *files_marked("stack", named="test_actions.py"))
STACK = Step("stack", does=on_the_stack)
PROOF = Step("proof", pytest("-n", "2", "-m", "proof"))


@dataclass(frozen=True)
class Plan:
    """The steps of one command: one in front, the others beside it."""

    front: Step
    beside: tuple[Step, ...] = ()


PLANS = {
    "check": Plan(QUICK, (FORMAT, LINT, TEMPLATES, CONTRACTS, MIGRATIONS, TYPES)),
    "test": Plan(SUITE, (FORMAT, LINT, TEMPLATES, CONTRACTS, TYPES, SYSTEM, STATIC, MIGRATIONS, JOURNEYS, STACK)),
    "proof": Plan(PROOF),
}


def run(name: str) -> bool:
    """Run every step of a command, also after one that failed; whether all passed."""
    plan, began = PLANS[name], time.monotonic()
    with supervisor.stopping_on_signals(), test_servers() as servers, tempfile.TemporaryFile("w+") as words:
        environment = {**os.environ, **servers, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        aside = subprocess.Popen(
            python("-m", "justice_portal.servers", "beside", name),
            cwd=CHECKOUT,
            env={**environment, "TESTS_BESIDE": "1"},
            stdout=words,
            stderr=subprocess.STDOUT,
        )
        try:
            passed = one_after_another([plan.front], environment)
            passed = aside.wait() == 0 and passed
        finally:
            if aside.poll() is None:
                aside.terminate()
                aside.wait()
            words.seek(0)
            say(words.read())
    say(f"{'in total':<20}{time.monotonic() - began:>7.1f} s")
    return passed


def run_beside(name: str) -> bool:
    """The steps that do not run in front, on the servers of the process that asks."""
    with supervisor.stopping_on_signals():
        try:
            return one_after_another(PLANS[name].beside, os.environ)
        finally:
            places.remove(run_folder())


def one_after_another(steps: Sequence[Step], environment: Mapping[str, str]) -> bool:
    """Run each, then say how long each took; whether all passed."""
    took: list[tuple[str, float, bool]] = []
    for step in steps:
        say(f"\n=== {step.name}")
        began = time.monotonic()
        passed = step.passes(environment)
        took.append((step.name, time.monotonic() - began, passed))
    say("\n" + "\n".join(f"{name:<20}{seconds:>7.1f} s  {'passed' if ok else 'FAILED'}" for name, seconds, ok in took))
    return all(ok for _name, _seconds, ok in took)


def run_one(command: Sequence[str]) -> bool:
    """Run any command with the variables of test servers, such as `manage.py makemigrations`."""
    with supervisor.stopping_on_signals(), test_servers() as servers:
        return subprocess.run(command, check=False, env={**os.environ, **servers}).returncode == 0
