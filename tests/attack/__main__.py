"""`make attack`: the real stack on loopback with a throw-away database, and three black-box tools let loose on it.

    python -m tests.attack [--minutes 20] [--people 40] [--role person ...]

wapiti crawls and attacks pages as each role; sqlmap tries every field of every kind of form; schemathesis the API. It is
bounded in time; nothing leaves the machine. Prints what was found. Ends with 1 when that is anything: 0 is the bar.
"""

import argparse
import json
import shutil
import sys

from justice_portal.servers import supervisor
from justice_portal.servers.programs import free_port
from justice_portal.servers.stack import Stack
from tests.attack import probes, tools


def main():
    asked = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__.splitlines()[0])
    asked.add_argument("--minutes", type=int, default=20)
    asked.add_argument("--people", type=int, default=40)
    asked.add_argument("--role", action="append", help="only this role; may be given again")
    given = asked.parse_args()
    folder = tools.FOLDER / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stack = Stack(folder / "stack", port=free_port(), web_port=free_port())
    with supervisor.stopping_on_signals():
        try:
            stack.start()
            return report(attack(stack, folder, given))
        finally:
            stack.stop()
            stack.remove()


def attack(stack, folder, given):
    """What every probe found, how much it looked at, and what it had no time for: {name: (lines, count, left)}."""
    stack.run(
        ["env", "DEMO=1", sys.executable, "manage.py", "seed", "--people", str(given.people), "--demo"], quiet=True
    )
    schema = [
        sys.executable,
        "manage.py",
        "spectacular",
        "--format",
        "openapi-json",
        "--file",
        str(folder / "openapi.json"),
    ]
    stack.run(schema, quiet=True)
    without_sign_in(folder / "openapi.json")
    opened = json.loads(stack.run([sys.executable, "-m", "tests.attack.sessions"], quiet=True))
    roles = [role for role in opened["cookies"] if not given.role or role in given.role]
    share = given.minutes * 60 // (len(roles) * 2)
    found = {}
    for role in roles:
        for probe in (probes.wapiti, probes.sqlmap, probes.schemathesis):
            name = f"{probe.__name__} as {role}"
            supervisor.say(f"{name} ...")
            found[name] = probe(stack.address, role, opened["cookies"][role], opened["targets"][role], folder, share)
    return found


def without_sign_in(file):
    """The description without its security: each probe is given an open session, which it must not take for a fault."""
    described = json.loads(file.read_text())
    described.get("components", {}).pop("securitySchemes", None)
    for path in described["paths"].values():
        for operation in path.values():
            operation.pop("security", None)
    file.write_text(json.dumps(described))


def report(found):
    for name, (lines, count, left) in found.items():
        later = f"{left:>6} left for a longer run" if left else ""
        supervisor.say(f"{name:<36}{count:>6} looked at{len(lines):>6} found{later}")
    lines = [line for lines, *_counts in found.values() for line in lines]
    supervisor.say("\n".join(lines) or "Nothing was found.")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
