"""python -m tests.bench [--quick] [--json FILE]: measures and prints; exits 1 when a figure is missed.

CPU is of the whole server side: gunicorn's tree and PostgreSQL's. Ratios are to the bare Django view of the same run.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from justice_portal.servers.postgres import NAME
from justice_portal.servers.testing import TestServers, environment, run_folder, run_name
from tests.bench import load, pages, paper
from tests.bench.measuring import Measuring
from tests.bench.operations import Person
from tests.bench.server import ROOT, Server

SIZES = (100, 1_000, 10_000)
CLIENTS = 8


def main():
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument(
        "--quick", action="store_true", help="fewer requests and a smaller largest estate: for trying it out"
    )
    given.add_argument("--json", type=Path, default=ROOT / "bench-results" / "latest.json")
    given = given.parse_args()
    sizes = (100, 500) if given.quick else SIZES
    count = 40 if given.quick else 200
    folder = run_folder()
    servers = TestServers(folder)
    servers.postgres.durable = True
    servers.start()
    try:
        results = {"machine": paper.machine(), "operations": [], "pages": {}, "sizes": list(sizes)}
        measure_all(servers, folder, sizes, count, results)
    finally:
        servers.remove()
    results["misses"] = paper.misses(results)
    given.json.parent.mkdir(exist_ok=True)
    given.json.write_text(json.dumps(results, indent=1))
    sys.stdout.write(paper.table(results))
    return 1 if results["misses"] else 0


def measure_all(servers, folder, sizes, count, results):
    main_size = sizes[1] if len(sizes) > 2 else sizes[-1]
    for size in sizes:
        database = f"bench_{run_name()}_{size}"
        servers.postgres.sql(f"CREATE DATABASE {database} OWNER {NAME}")
        variables = {**environment(servers, folder, database), "DEBUG": "0", "DEMO": "1", "ALLOWED_HOSTS": "127.0.0.1"}
        variables |= {"SITE_URL": "http://127.0.0.1", "LOG_LEVEL": "ERROR"}
        os.environ.update(variables)
        say(f"Making an estate of {size:,} people")
        facts = prepared(variables, size)
        bare = Server("tests.bench.bare:application", variables, servers.postgres.running.pid)
        portal = Server("justice_portal.wsgi", variables, servers.postgres.running.pid)
        try:
            measure(Measuring(portal, bare, facts, results, size), count, is_main=size == main_size)
            if size == main_size:
                say("Weighing pages, paper and memory")
                pages.measure(portal, facts, results, variables)
        finally:
            portal.stop()
            bare.stop()


def say(what):
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")


def prepared(variables, size):
    """Seed in a process of its own: this one only sends requests."""
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(collect, cwd=ROOT, env={**os.environ, **variables}, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "tests.bench.estate", str(size), str(CLIENTS)]
    found = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=True, stdout=subprocess.PIPE)
    return json.loads(found.stdout.splitlines()[-1])


def measure(measuring, count, *, is_main):
    people, managers, size = measuring.people, measuring.managers, measuring.size
    few = max(CLIENTS, count // 8)
    for clients in (1, CLIENTS):
        say(f"{size:,} people, {clients} at once")
        if is_main:
            measuring.bare_view(clients, count * 2)
            for name in ("home", "lesson", "plan", "send_message"):
                measuring(name.replace("_", " "), [getattr(person, name) for person in people[:clients]], count)
            answers = [(person.next_question, person.answer) for person in people[:clients]]
            measuring.each("quiz answer", answers, count // 2)
            measuring("sign-in", [signing_in(measuring.portal, person) for person in people[:clients]], few)
            reports = [(person.next_report, person.queue_report) for person in people[:clients]]
            measuring.each("queue a report", reports, few)
        measuring(f"caseload, {size:,} people", [one.caseload for one in managers[:clients]], few)
        measuring(f"class report, {size:,} people", [one.class_report for one in managers[:clients]], few)
        measuring(f"class CSV, {size:,} people", [one.class_csv for one in managers[:clients]], CLIENTS)


def signing_in(portal, person):
    """A sign-in with a fresh browser each time; the token is fetched once."""
    fresh = load.Browser(portal.port, tablet=person.facts["tablet"])
    fresh.send("GET", "/sign-in/")

    def sign_in(number):
        fresh.session = ""
        Person(fresh, person.facts).sign_in(number)

    return sign_in


if __name__ == "__main__":
    sys.exit(main())
