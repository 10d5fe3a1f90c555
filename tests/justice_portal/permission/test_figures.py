"""No figure tells of one person whom its reader may not see: not by itself, not by what is missing from it (T11, T102)."""

import random
import re
from datetime import timedelta
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.models import Wing
from rehab.models import RequestType, SupportRequest
from reporting.dashboards.figures import Caseload
from reporting.dashboards.needs import sections
from reporting.dashboards.rules import RULES
from tests.factories import PersonFactory, WingFactory
from tests.masked import masked
from tests.policy import policy, room_rows
from tests.rehab.requests.rows import asked_by, set_up
from tests.signing_in import sign_in

#: Who has a page with figures, and may not see the restricted case of the place.
READERS = ("person", "mentor", "key_worker", "tutor", "moderator", "safer_custody", "manager")
#: Rooms make a course with each row; which courses there are is for all staff to know.
COURSES = re.compile(rb"\s*<option[^>]*>Halves</option>\s*")
#: What rooms make besides: accounts (who reads complaints among them), mentors and shifts, which are about staff; and
#: drafts of courses, banks of questions, classes and jobs outside. Courses are for everybody. The death is of somebody
#: else, who is not restricted. Who books a worker is told that they meet somebody else then, and not whom.
OF_NOBODY = {
    "applying:list",
    "appointments:to-give",
    "attendance:classes",
    "authoring:banks",
    "authoring:list",
    "complaints:new",
    "changes:list",
    "deaths:list",
    "invitations:list",
    "learners:assign-class",
    "learners:assign-wing",
    "mentors:list",
    "protected:desk",
    "rota:list",
    "vacancies:find",
    "vacancies:staff",
}
DASHBOARDS = ["dashboards:today", "dashboards:caseload", "learners:report", "requests:desk-times", "home"]


def pages_of(client, who, names):
    """{page: its bytes} of every page about nobody in particular that this reader opens."""
    found = {}
    for name in names:
        row = policy()[name]
        mine = row.get("everyone") or who in row.get("get", "").split()
        if row.get("kwargs") or not mine or name in OF_NOBODY or name.startswith("courses:"):
            continue
        with transaction.atomic():
            answer = client.get(reverse(name))
            found[name] = COURSES.sub(b"", masked(answer)[2]) if answer.status_code == 200 else answer.status_code
            transaction.set_rollback(True)
    return found


def told(world, readers, names, person):
    """(reader, page) of each page that reads otherwise once there is something of every kind about the person."""
    for make in room_rows():  # what rooms make besides, for the prison itself, is there before
        make(world, "here", world.someone)
    with clock.held(clock.now()):
        clients = {who: sign_in(Client(), getattr(world, who)) for who in readers}
        before = {who: pages_of(client, who, names) for who, client in clients.items()}
        assert sum(len(pages) for pages in before.values()) >= len(readers)
        for make in room_rows():
            make(world, "restricted", person)
        after = {who: pages_of(client, who, names) for who, client in clients.items()}
    return [(who, name) for who in readers for name, page in before[who].items() if after[who][name] != page]


def test_t11_a_dashboard_says_nothing_of_who_is_out_of_reach(world):
    assert told(world, ("tutor", "manager"), DASHBOARDS, world.people["restricted"]) == []


@pytest.mark.proof
def test_t102_no_page_of_anybody_reads_otherwise_for_what_they_may_not_see(world):
    assert told(world, READERS, sorted(policy()), world.people["restricted"]) == []


def test_t11_figures_of_a_dashboard_belong_to_a_permission(world):
    """A tutor sees how learning goes; alerts, care, plans and contacts of the same people are in no figure of theirs."""
    for make in room_rows():
        make(world, "here", world.someone)
    found = {section.rule.needs for section in sections(RULES, world.tutor)}
    assert found, "some rules are a tutor's"
    assert not found & {Permission.ALERT_VIEW, Permission.PLAN_EDIT, Permission.CONTACT_ADD, Permission.CARE_ACT}
    totals = Caseload(world.tutor).totals
    assert (totals.plans, totals.goals_open, totals.no_contact) == (None, None, None)
    assert totals.lessons_total is not None


# An attacker who takes tables from one another


class Tables(HTMLParser):
    """Every table of a page, as rows of text."""

    def __init__(self, page):
        super().__init__()
        self.found, self.cell = [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.found.append([])
        elif tag == "tr" and self.found:
            self.found[-1].append([])
        elif tag in {"td", "th"} and self.found and self.found[-1]:
            self.found[-1][-1].append("")
            self.cell = True

    def handle_endtag(self, tag):
        self.cell = None if tag in {"td", "th"} else self.cell

    def handle_data(self, data):
        if self.cell and self.found[-1][-1]:
            self.found[-1][-1][-1] += data.strip()


def counts_in(page, columns):
    """{(row, column): number or None where it is hidden} for each table that counts people or things."""
    for head, *rows in Tables(page).found:
        shown = [column for column in columns if column in head]
        if shown:
            yield {
                (row[0], column): int(row[head.index(column)]) if row[head.index(column)].isdigit() else None
                for row in rows
                for column in shown
            }


def recovered(tables, columns):
    """What linear solving finds of hidden cells, when tables are cuts of the same whole: [(row, column, value)].

    Unknowns are the hidden cells; each pair of tables gives an equation for each column: their sums are the same.
    """
    out = []
    for column in columns:
        sides = [{row: value for (row, name), value in table.items() if name == column} for table in tables]
        hidden = [(nth, row) for nth, side in enumerate(sides) for row, value in side.items() if value is None]
        lines = []
        for nth, (one, other) in enumerate(pairwise(sides)):
            line = [Fraction(0)] * (len(hidden) + 1)
            for sign, at, side in ((1, nth, one), (-1, nth + 1, other)):
                for row, value in side.items():
                    if value is None:
                        line[hidden.index((at, row))] += sign
                    else:
                        line[-1] -= sign * value
            lines.append(line)
        out += [(hidden[at][1], column, value) for at, value in solved(lines)]
    return out


def solved(lines):
    """The unknowns that have one value only: Gauss, in fractions."""
    lines, done = [line[:] for line in lines], []
    for at in range(len(lines[0]) - 1 if lines else 0):
        pivot = next((line for line in lines if line[at] and not any(line is one for one in done)), None)
        if pivot is None:
            continue
        done.append(pivot)
        pivot[:] = [value / pivot[at] for value in pivot]
        for line in lines:
            if line is not pivot and line[at]:
                factor = line[at]
                line[:] = [mine - factor * theirs for mine, theirs in zip(line, pivot, strict=True)]
    for line in done:
        unknowns = [at for at, value in enumerate(line[:-1]) if value]
        if len(unknowns) == 1:
            yield unknowns[0], line[-1]


COUNTS = ("Waiting", "Late", "Decided")


def test_the_attacker_finds_a_hidden_cell_where_two_tables_have_the_same_sum():
    by_type = {("Visits", "Decided"): 20, ("Health", "Decided"): None}
    by_wing = {("A", "Decided"): 12, ("B", "Decided"): 9}
    assert recovered([by_type, by_wing], COUNTS) == [("Health", "Decided", 1)]
    assert recovered([by_type | {("Legal", "Decided"): None}, by_wing], COUNTS) == []


def test_t102_an_attacker_with_every_table_of_a_prison_recovers_nothing(world, browse):
    """A seeded prison, two weeks of tables of each who may not open the requests, and the figures that are hidden."""
    set_up(world.here)
    dice = random.Random("t102")
    wings = [*Wing.objects.filter(establishment=world.here), WingFactory(establishment=world.here)]
    people = [PersonFactory(establishment=world.here, wing=dice.choice(wings)) for _ in range(20)]
    kinds = list(RequestType.objects.values_list("code", flat=True)[:5])
    for week in (1, 2):
        for one in people:
            asked = asked_by(world, one, world.here, dice.choice(kinds[:4]) if one is not people[0] else kinds[4])
            at = clock.now() - timedelta(weeks=week)
            SupportRequest.objects.filter(pk=asked.pk).update(
                status="approved", asked_at=at, decided_at=at, decided_by=world.manager, reason="x"
            )
    tables = []
    for who in ("person", "key_worker", "tutor", "safer_custody"):
        page = browse(getattr(world, who)).get(reverse("requests:times" if who == "person" else "requests:desk-times"))
        assert page.status_code == 200
        tables += counts_in(page.content.decode(), COUNTS)
    assert recovered(tables, COUNTS) == []
    assert not any(value is not None for table in tables for value in table.values()), "no counts at all are published"
    exact = [*counts_in(browse(world.manager).get(reverse("requests:desk-times")).content.decode(), COUNTS)]
    assert sum(value for (_row, column), value in exact[0].items() if column == "Decided") >= 20, (
        "the attacker can read"
    )
