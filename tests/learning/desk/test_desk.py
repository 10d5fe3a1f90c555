"""The tutor's desk: the grid of a class and who has gone quiet, the same on the page, as CSV and on paper; never a score."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.keys import uuid7
from justice_portal.people.models import Movement
from learning.attendance import actions
from learning.attendance.models import CancelledSession
from learning.desk.quiet import OTHER, OWN, REGIME, TRANSFER, UNKNOWN, Known
from tests.factories import PersonFactory
from tests.learning.attendance.rows import join, meeting
from tests.learning.content import complete, finish_lessons, make_course, start
from tests.learning.pages import rows
from tests.learning.taken import paper, same_everywhere

QUIET = reverse("desk:quiet")


@pytest.fixture
def day(db):
    return clock.today() - timedelta(days=1)


@pytest.fixture
def taught(world, day):
    return meeting(world.here, day)


def in_class(world, taught, day, **given):
    person = PersonFactory(establishment=world.here, wing=world.wing, **given)
    join(taught, person, day)
    return person


def test_the_grid_shows_people_by_courses_and_by_lessons_and_every_form_of_it_says_the_same(world, taught, day, browse):
    halves, cooking = make_course(lessons=3), make_course("cooking", title="Cooking", lessons=2)
    ann = in_class(world, taught, day, family_name="Ant", preferred_name="=1+1")
    bob = in_class(world, taught, day, family_name="Bee")
    in_class(world, taught, day, family_name="Cow")
    finish_lessons(start(ann, halves), count=2)
    complete(start(ann, cooking))
    start(bob, halves)
    client, url = browse(world.tutor), reverse("desk:grid", args=[taught.pk])
    by_course = same_everywhere(client, url)
    assert [row[2:] for row in by_course] == [
        ["Finished", "2 of 3"], ["Not on their list", "0 of 3"], ["Not on their list", "Not on their list"]
    ]  # fmt: skip
    by_lesson = same_everywhere(client, f"{url}?course=halves")
    assert [row[2:] for row in by_lesson] == [
        ["Done", "Done", "Not yet", "Not taken"], ["Not yet", "Not yet", "Not yet", "Not taken"],
        ["", "", "", "Not on their list"],
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["", "?course=halves"])
def test_the_grid_costs_the_same_for_any_length(world, taught, day, browse, same_queries, query):
    course = make_course()
    finish_lessons(start(in_class(world, taught, day), course), count=1)

    def add():
        finish_lessons(start(in_class(world, taught, day), course), count=1)

    same_queries(browse(world.tutor), reverse("desk:grid", args=[taught.pk]) + query, add_row=add)


@pytest.mark.parametrize(
    ("sessions", "moved", "cause"),
    [
        ({}, False, UNKNOWN),
        ({OWN: 2}, False, OWN),
        ({OWN: 2, REGIME: 2}, False, REGIME),  # in doubt it was not their choice
        ({OWN: 3, REGIME: 1, OTHER: 1}, False, OWN),
        ({OTHER: 2, REGIME: 1}, False, OTHER),
        ({OWN: 3}, True, TRANSFER),
        ({OWN: 3, TRANSFER: 1}, False, TRANSFER),
    ],
)
def test_the_cause_is_told_by_what_was_written_down(sessions, moved, cause):
    known = Known(moved_on=clock.today() if moved else None)
    known.sessions.update(sessions)
    assert known.cause == cause
    assert known.in_words


def test_who_went_quiet_stands_there_with_the_cause_and_every_form_of_it_says_the_same(world, taught, day, browse):
    course = make_course()
    people = {name: in_class(world, taught, day, family_name=name) for name in "Own Regime Moved Nothing Busy".split()}
    with time_machine.travel(clock.now() - timedelta(days=40)):
        for person in people.values():
            finish_lessons(start(person, course), count=1)
    finish_lessons(start(people["Busy"], make_course("cooking")), count=1)
    lost = day - timedelta(days=14)
    CancelledSession.objects.create(taught_class=taught, on=lost, why="lockdown")
    for on in (day, day - timedelta(days=7)):
        actions.take_register(taught, key=uuid7(), on=on, outcomes={people["Own"].pk: "missed"}, by=SYSTEM)
    told = {people["Regime"].pk: "lockdown", people["Busy"].pk: "missed"}
    actions.take_register(taught, key=uuid7(), on=day, outcomes=told, by=SYSTEM)
    people["Nothing"].class_places.update(left_on=lost - timedelta(days=20))
    at = clock.now() - timedelta(days=5)
    Movement.objects.create(person=people["Moved"], kind="transfer_in", happened_at=at, to_establishment=world.here)
    client = browse(world.tutor)
    shown = {row[0].split(",")[0].split()[-1]: row for row in same_everywhere(client, QUIET)}
    assert {name: row[4] for name, row in shown.items()} == {
        "Own": "Their own choice",
        "Regime": "The regime took the time",
        "Moved": "They were moved",
        "Nothing": "Not known: ask them",
    }
    assert shown["Own"][5] == "did not come 2 times; 1 session lost to the regime"
    assert [row[4] for row in same_everywhere(client, f"{QUIET}?why=own")] == ["Their own choice"]
    assert client.get(f"{QUIET}?why=score").context["count"] == len(shown)


def test_the_list_of_the_quiet_costs_the_same_for_any_length(world, taught, day, browse, same_queries):
    course = make_course()

    def add():
        person = in_class(world, taught, day)
        with time_machine.travel(clock.now() - timedelta(days=40)):
            finish_lessons(start(person, course), count=1)
        actions.take_register(taught, key=uuid7(), on=day, outcomes={person.pk: "missed"}, by=SYSTEM)

    add()
    same_queries(browse(world.tutor), QUIET, add_row=add)


def test_the_class_report_says_the_same_on_paper(world, browse):
    course = make_course()
    for name in ("Ant", "Bee"):
        finish_lessons(
            start(PersonFactory(establishment=world.here, wing=world.wing, family_name=name), course), count=1
        )
    client = browse(world.tutor)
    page = client.get(reverse("learners:report"), {"sort": "name"})
    said, at = "".join(paper(client, page.context["offer"]).split()), 0
    for row in rows(page):
        at = said.index("".join("".join(row).split()), at)
