"""Runs an operation in turns with the bare view, and writes down what each cost."""

import http.client
import subprocess
import sys
import time

from tests.bench import load
from tests.bench.operations import Manager, Person

#: An operation is measured in so many slices, each beside one of the bare view: a busy machine slows both alike.
SLICES = 4
#: The fewest requests in a slice of the bare view.
BESIDE = 24
#: What a row can fail with: it is named in the table, and the next row is measured.
FAULTS = (AssertionError, OSError, http.client.HTTPException, subprocess.SubprocessError)


class Measuring:
    """The servers of one estate, the clients that ask them, and the rows of the table."""

    def __init__(self, portal, bare, facts, results, size, *, only, until, night):
        self.portal, self.bare, self.facts, self.results, self.size = portal, bare, facts, results, size
        self.only, self.until = only, until
        self.people = [
            Person(load.Browser(portal.port, session=one["session"], tablet=one["tablet"]), one, night)
            for one in facts["people"]
        ]
        self.managers = [Manager(load.Browser(portal.port, session=facts["manager"])) for _ in facts["people"]]
        browsers = [load.Browser(bare.port, session=facts["manager"]) for _ in facts["people"]]
        self.bares = [lambda _number, browser=browser: browser.send("GET", "/bare/") for browser in browsers]
        for person in self.people:
            person.browser.send("GET", "/")  # the first page also gives the forms' token

    def row(self, name, work):
        """Do the work of one row: if it is wanted, if there is time, and whatever becomes of it the next one follows."""
        if self.only and not any(name.startswith(one) for one in self.only):
            return
        if time.monotonic() > self.until:
            self.results["failed"][name] = "not measured: out of time"
            return
        try:
            work()
        except FAULTS as fault:
            self.results["failed"][name] = f"{type(fault).__name__}: {fault}"
            sys.stderr.write(f"         {name} failed: {fault}\n")

    def bare_view(self, clients, count):
        self.row("bare view", lambda: self._bare_view(clients, count))

    def __call__(self, name, clients, count):
        """clients: one function of a request's number for each client."""
        self.row(name, lambda: self._in_turns(name, clients, count))

    def each(self, name, clients, count):
        """clients: pairs of a function that prepares a request, outside the measurement, and one that sends it."""
        self.row(name, lambda: self._one_by_one(name, clients, count))

    def _bare_view(self, clients, count):
        load.run(self.bares[:clients], clients * 4)
        times, spent = self._timed(self.bare, self.bares[:clients], count)
        self._keep("bare view", clients, times, spent, spent / len(times.each))

    def _in_turns(self, name, clients, count):
        self._warm(clients)
        times, spent, beside = load.Times(), 0.0, Beside()
        for _slice in range(SLICES):
            beside.add(*self._timed(self.bare, self.bares[: len(clients)], max(count // SLICES, BESIDE)))
            more, cost = self._timed(self.portal, clients, count // SLICES)
            times.add(more)
            spent += cost
        self._keep(name, len(clients), times, spent, beside.each)

    def _one_by_one(self, name, clients, count):
        times, spent, beside = load.Times(), 0.0, Beside()
        rounds = max(count // len(clients), SLICES)
        for number in range(rounds + 1):
            if number % max(rounds // SLICES, 1) == 0:
                beside.add(*self._timed(self.bare, self.bares[: len(clients)], BESIDE))
            ready = [(send, prepare()) for prepare, send in clients]
            more, cost = self._timed(
                self.portal, [lambda _n, send=send, given=given: send(given) for send, given in ready], len(ready)
            )
            if number:  # the first round warms up
                times.add(more)
                spent += cost
        self._keep(name, len(clients), times, spent, beside.each)

    def _warm(self, clients):
        load.run(clients, len(clients) * 4)
        load.run(self.bares[: len(clients)], len(clients) * 4)

    def _timed(self, server, clients, count):
        before = server.cpu()
        times = load.run(clients, max(count, len(clients)))
        return times, server.cpu() - before

    def _keep(self, name, clients, times, spent, bare):
        ratio = spent / len(times.each) / bare
        sys.stderr.write(f"         {name}: {1000 * spent / len(times.each):.2f} ms, {ratio:.2f} x bare\n")
        self.results["operations"].append(
            {
                "name": name,
                "clients": clients,
                "people": self.size,
                "requests": len(times.each),
                "cpu_ms": 1000 * spent / len(times.each),
                "bare_cpu_ms": 1000 * bare,
                "ratio": ratio,
                "per_second": times.per_second,
                "p50_ms": times.at(0.5),
                "p95_ms": times.at(0.95),
            }
        )


class Beside:
    """What the bare view cost in the slices beside an operation."""

    def __init__(self):
        self.count, self.spent = 0, 0.0

    def add(self, times, spent):
        self.count += len(times.each)
        self.spent += spent

    @property
    def each(self):
        return self.spent / self.count
