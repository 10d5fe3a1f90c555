"""python -m tests.bench [--quick] [--json FILE]: measures and prints; exits 1 when a figure is missed.

CPU is of the whole server side: gunicorn's tree and PostgreSQL's. Ratios are to the bare Django view of the same run.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from justice_portal.servers.postgres import NAME
from justice_portal.servers.testing import TestServers, environment, run_folder, run_name
from tests.bench import load, pages, paper
from tests.bench.operations import Manager, Person
from tests.bench.server import ROOT, Server

SIZES = (100, 1_000, 10_000)
CLIENTS = 8
#: name -> the most it may cost, as a ratio to the bare view's CPU at one client, or in ms of CPU.
LIMITS = {"home": 4.0, "lesson": 4.0, "quiz answer": 2.5, "send message": 3.0}
SIGN_IN_MS, WEB_MIB, ALL_MIB, FIRST_KB, FIRST_REQUESTS, WARM_KB = 80, 220, 600, 100, 6, 10


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
        results = {"operations": [], "pages": {}, "sizes": list(sizes)}
        measure_all(servers, folder, sizes, count, results)
    finally:
        servers.remove()
    results["misses"] = paper.misses(results, LIMITS)
    given.json.parent.mkdir(exist_ok=True)
    given.json.write_text(json.dumps(results, indent=1))
    sys.stdout.write(paper.table(results))
    return 1 if results["misses"] else 0


def measure_all(servers, folder, sizes, count, results):
    for size in sizes:
        database = f"bench_{run_name()}_{size}"
        servers.postgres.sql(f"CREATE DATABASE {database} OWNER {NAME}")
        variables = {**environment(servers, folder, database), "DEBUG": "0", "DEMO": "1", "ALLOWED_HOSTS": "127.0.0.1"}
        variables |= {"SITE_URL": "http://127.0.0.1", "LOG_LEVEL": "ERROR"}
        os.environ.update(variables)
        facts = prepared(variables, size)
        bare = Server("tests.bench.bare:application", variables, servers.postgres.running.pid)
        portal = Server("justice_portal.wsgi", variables, servers.postgres.running.pid)
        try:
            is_main = size == sizes[1] if len(sizes) > 2 else size == sizes[-1]
            measure(portal, bare, facts, count, results, size, is_main=is_main)
            if is_main:
                pages.measure(portal, facts, results, variables)
        finally:
            portal.stop()
            bare.stop()


def prepared(variables, size):
    """Seed in a process of its own: this one only sends requests."""
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(collect, cwd=ROOT, env={**os.environ, **variables}, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "tests.bench.estate", str(size), str(CLIENTS)]
    found = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=True, stdout=subprocess.PIPE)
    return json.loads(found.stdout.splitlines()[-1])


def measure(portal, bare, facts, count, results, size, *, is_main):
    people = [Person(load.Browser(portal.port, session=one["session"]), one) for one in facts["people"]]
    managers = [Manager(load.Browser(portal.port, session=facts["manager"])) for _ in range(CLIENTS)]
    bares = [load.Browser(bare.port, session=one["session"]) for one in facts["people"]]
    for person in people:
        person.browser.send("GET", "/")
        person.plan(0)
        person.browser.send("GET", f"/messages/{person.facts['thread']}/")  # also gives the form's token
    add = Adder(results, portal, size)
    for clients in (1, CLIENTS):
        if is_main:
            add("bare view", [one_bare(browser) for browser in bares[:clients]], count * 2, server=bare)
            for name in ("home", "lesson", "plan", "send_message"):
                add(name.replace("_", " "), [getattr(person, name) for person in people[:clients]], count)
            answers(add, people[:clients], count // 4)
            add("sign-in", [signing_in(portal, person) for person in people[:clients]], max(8, count // 8))
            add("queue a report", [person.ask_report for person in people[:clients]], max(8, count // 8))
        few = max(8, count // 8)
        add(f"caseload, {size:,} people", [one.caseload for one in managers[:clients]], few)
        add(f"class report, {size:,} people", [one.class_report for one in managers[:clients]], few)
        add(f"class CSV, {size:,} people", [one.class_csv for one in managers[:clients]], 8)


def one_bare(browser):
    return lambda _number: browser.send("GET", "/bare/")


def signing_in(portal, person):
    """A sign-in with a fresh browser each time; the token is fetched once."""
    fresh = load.Browser(portal.port)
    fresh.send("GET", "/sign-in/")

    def sign_in(number):
        fresh.session = ""
        Person(fresh, person.facts).sign_in(number)

    return sign_in


def answers(add, people, rounds):
    """Answers one at a time: the question is fetched outside the clock."""
    total = load.Times()
    spent = 0.0
    for _round in range(max(rounds, 5)):
        forms = [person.next_question() for person in people]
        before = add.portal.cpu()
        clients = [
            lambda _n, person=person, form=form: person.answer(form) for person, form in zip(people, forms, strict=True)
        ]
        times = load.run(clients, len(clients))
        spent += add.portal.cpu() - before
        total.each += times.each
        total.whole += times.whole
    add.keep("quiz answer", len(people), total, spent)


class Adder:
    """Runs an operation, and writes its figures down."""

    def __init__(self, results, portal, size):
        self.results, self.portal, self.size = results, portal, size

    def __call__(self, name, clients, count, server=None):
        server = server or self.portal
        load.run(clients, len(clients) * 2)  # warm
        before = server.cpu()
        times = load.run(clients, max(count, len(clients)))
        self.keep(name, len(clients), times, server.cpu() - before)

    def keep(self, name, clients, times, spent):
        self.results["operations"].append(
            {
                "name": name,
                "clients": clients,
                "people": self.size,
                "requests": len(times.each),
                "cpu_ms": 1000 * spent / len(times.each),
                "per_second": times.per_second,
                "p50_ms": times.at(0.5),
                "p95_ms": times.at(0.95),
            }
        )


if __name__ == "__main__":
    sys.exit(main())
