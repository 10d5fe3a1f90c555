"""python -m tests.bench [--quick] [--json FILE]: measures and prints; exits 1 when a figure is missed.

CPU is of the whole server side: gunicorn's tree and PostgreSQL's. Ratios are to the bare Django view of the same run.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

from justice_portal.servers.postgres import NAME
from justice_portal.servers.testing import TestServers, environment, run_folder, run_name
from tests.bench import load, messages, pages, paper
from tests.bench.measuring import Measuring
from tests.bench.operations import Person
from tests.bench.server import ROOT, Server

SIZES = (100, 1_000, 10_000)
CLIENTS = 8
#: After so long no further row is begun: the table says which were left out.
MOST = timedelta(minutes=22)
#: A night between messages: what was written today was written yesterday.
NIGHT = "UPDATE mentoring_message SET sent_at = sent_at - interval '1 day' WHERE sent_at > now() - interval '1 day'"


def main():
    given = options()
    folder = run_folder()
    servers = TestServers(folder)
    servers.postgres.durable = True
    results = {"machine": paper.machine(), "operations": [], "pages": {}, "failed": {}, "sizes": given.sizes}
    results["only"] = given.only
    until = time.monotonic() + MOST.total_seconds()
    servers.start()
    try:
        for size in given.sizes:
            if time.monotonic() > until:
                results["failed"][f"{size:,} people"] = "not begun: out of time"
                continue
            try:
                measure_estate(servers, folder, size, given, results, until)
            except (OSError, AssertionError, subprocess.SubprocessError) as fault:
                results["failed"][f"{size:,} people"] = str(fault)
            write(results, given.json)
    finally:
        servers.remove()
    results["machine"]["load after"] = os.getloadavg()[0]
    write(results, given.json)
    sys.stdout.write(paper.table(results))
    return 1 if results["misses"] or results["failed"] else 0


def options():
    given = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    given.add_argument("--quick", action="store_true", help="fewer requests, and estates of 100 and 500: to try it out")
    given.add_argument("--only", type=names, default=[], help="only rows whose names begin so: home,lesson,page,memory")
    given.add_argument("--sizes", type=sizes, help="people in each estate: 100,1000,10000")
    given.add_argument("--requests", type=int, help="how many requests a row sends (200)")
    given.add_argument("--clients", type=sizes, default=[1, CLIENTS], help="how many ask at once: 1,8 or only 1")
    given.add_argument("--json", type=Path, default=ROOT / "bench-results" / "latest.json")
    given = given.parse_args()
    given.sizes = given.sizes or ([100, 500] if given.quick else list(SIZES))
    given.requests = given.requests or (40 if given.quick else 200)
    return given


def names(text):
    return [name.strip() for name in text.split(",") if name.strip()]


def sizes(text):
    return [int(number) for number in names(text)]


def write(results, path):
    """After each estate: who stops the bench keeps what it had measured."""
    results["misses"] = paper.misses(results)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1))


def measure_estate(servers, folder, size, given, results, until):
    """The rows of one estate. All rows are measured on the middle one; what grows with the estate, on each."""
    main_size = given.sizes[len(given.sizes) // 2]
    say(f"Making an estate of {size:,} people")
    variables = database_for(servers, folder, size)
    facts = last_line(run(variables, "-m", "tests.bench.estate", str(size), str(CLIENTS)))
    bare = Server("tests.bench.bare:application", variables, servers.postgres.running.pid)
    try:
        portal = Server("justice_portal.wsgi", variables, servers.postgres.running.pid)
        try:
            night = partial(servers.postgres.sql, NIGHT, database=name_of(size))
            measuring = Measuring(portal, bare, facts, results, size, only=given.only, until=until, night=night)
            measure(measuring, given, is_main=size == main_size)
            if size == main_size:
                say("Weighing pages, paper and memory")
                pages.measure(measuring, variables)
                measure_doors(measuring, given)
                say("Growing messages")
                messages.measure(measuring, partial(servers.postgres.sql, database=name_of(size)), given.requests // 4)
        finally:
            portal.stop()
    finally:
        bare.stop()


def say(what):
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")


def database_for(servers, folder, size):
    """A database with every table, as the settings that lead to it. The first is migrated, the others are copies."""
    empty, database = name_of("empty"), name_of(size)
    if empty not in servers.postgres.sql("SELECT datname FROM pg_database").split():
        servers.postgres.sql(f"CREATE DATABASE {empty} OWNER {NAME}")
        variables = settings_for(servers, folder, empty)
        run(variables, "manage.py", "collectstatic", "--no-input", "-v0")
        run(variables, "manage.py", "migrate", "-v0")
    servers.postgres.sql(f"CREATE DATABASE {database} OWNER {NAME} TEMPLATE {empty}")
    return settings_for(servers, folder, database)


def name_of(size):
    return f"bench_{run_name()}_{size}"


def settings_for(servers, folder, database):
    here = {
        "DEBUG": "0",
        "DEMO": "1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1",
        "LOG_LEVEL": "ERROR",
    }
    variables = {**environment(servers, folder, database), **here}
    os.environ.update(variables)
    return variables


def run(variables, *command):
    """What the command prints. In a process of its own: this one only sends requests."""
    command = [sys.executable, *command]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=True, stdout=subprocess.PIPE).stdout


def last_line(printed):
    return json.loads(printed.splitlines()[-1])


def measure(measuring, given, *, is_main):
    size, count = measuring.size, given.requests
    few = max(CLIENTS, count // 8)
    for clients in given.clients:
        people, managers = measuring.people[:clients], measuring.managers[:clients]
        say(f"{size:,} people, {clients} at once")
        if is_main:
            measuring.bare_view(clients, count * 2)
            for name in ("home", "lesson", "plan"):
                measuring(name, [getattr(person, name) for person in people], count)
            measuring.each("send message", [(person.next_message, person.send_message) for person in people], count)
            measuring.each("quiz answer", [(person.next_question, person.answer) for person in people], count // 2)
            measuring.each("queue a report", [(person.next_report, person.queue_report) for person in people], few)
        measuring(f"caseload, {size:,} people", [one.caseload for one in managers], few)
        measuring(f"class report, {size:,} people", [one.class_report for one in managers], few)
        measuring(f"class CSV, {size:,} people", [one.class_csv for one in managers], CLIENTS)


def measure_doors(measuring, given):
    """Last of all: who signs in at a tablet ends the visits of others there."""
    for clients in given.clients:
        doors = [signing_in(measuring.portal, person) for person in measuring.people[:clients]]
        measuring("sign-in", doors, max(CLIENTS, given.requests // 8))


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
