"""The commands behind the Makefile."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from justice_portal.servers import checks, demo, probe, stack, testing
from justice_portal.servers.places import ServerError
from justice_portal.servers.supervisor import Stopped, complain


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m justice_portal.servers", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, meaning in (("demo", "run the demo until Ctrl-C"), ("demo-up", "run it in the background")):
        starter = commands.add_parser(name, help=meaning)
        starter.add_argument("--port", type=int)
        starter.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets tablets in the same network in")
        starter.add_argument("--folder", type=Path, default=demo.FOLDER)
    for name, meaning in (("demo-down", "stop it"), ("demo-reset", "throw its data away")):
        commands.add_parser(name, help=meaning).add_argument("--folder", type=Path, default=demo.FOLDER)
    starter = commands.add_parser("stack", help="run the production shape until Ctrl-C")
    starter.add_argument("--port", type=int)
    commands.add_parser("stack-status", help="who runs, and whether it answers")
    commands.add_parser("stack-reset", help="throw its data away")
    for name in ("test", "check", "proof"):
        commands.add_parser(name, help=f"the checks of make {name}")
    commands.add_parser("beside", help="those that do not run in front").add_argument("name", choices=checks.PLANS)
    commands.add_parser("test-up", help="start long-lived test servers, which makes every pytest start faster")
    commands.add_parser("test-down", help="stop them")
    runner = commands.add_parser("run", help="run a command with the variables of test servers")
    runner.add_argument("words", nargs=argparse.REMAINDER)
    prober = commands.add_parser("probe", help="answer 0 when a process does its work")
    prober.add_argument("process", choices=["web", "worker", "clock"])
    return parser.parse_args()


def demo_down(folder: Path) -> None:
    print("The demo has stopped." if demo.down(folder) else "The demo was not running.")


def obey(given: argparse.Namespace) -> int:
    """Do what was asked; 0 when it went well."""
    doers: dict[str, Callable[[], object]] = {
        "demo": lambda: demo.run(given.folder, port=given.port, host=given.host),
        "demo-up": lambda: demo.up(given.folder, port=given.port, host=given.host),
        "demo-down": lambda: demo_down(given.folder),
        "demo-reset": lambda: demo.reset(given.folder),
        "stack": lambda: stack.run(given.port),
        "stack-status": stack.status,
        "stack-reset": stack.reset,
        "test": lambda: checks.run("test"),
        "check": lambda: checks.run("check"),
        "proof": lambda: checks.run("proof"),
        "beside": lambda: checks.run_beside(given.name),
        "test-up": testing.keep_up,
        "test-down": testing.keep_down,
        "run": lambda: checks.run_one(given.words),
        "probe": lambda: probe.probe(given.process),
    }
    return 1 if doers[given.command]() is False else 0


def main() -> int:
    try:
        return obey(arguments())
    except ServerError as problem:
        complain(str(problem))
        return 1
    except Stopped:
        return 130


if __name__ == "__main__":
    sys.exit(main())
