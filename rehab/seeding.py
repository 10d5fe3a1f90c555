"""Invented plans and contacts: two years of believable history for an estate of any size."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.seeding import SeedEstate, SeedPerson, seeder
from rehab.assessments.actions import load_question_sets
from rehab.assessments.importer import NATIONAL_SETS, OWN_SETS, read_folder
from rehab.assessments.models import QuestionSet
from rehab.care.pathways import Pathway
from rehab.contacts.models import Contact
from rehab.needs.actions import load_needs
from rehab.needs.importer import PACKAGED, read_list
from rehab.needs.models import Need
from rehab.plans.models import Goal, PathwayState, Plan, Step
from rehab.working import importer as occupations
from rehab.working.actions import load_occupations
from rehab.working.models import Occupation

#: Pathway -> goals with their steps. A step that begins with * is the staff's turn.
GOALS = {
    Pathway.ACCOMMODATION: [
        (
            "Find a place to live",
            ["Talk to the housing worker", "*Send the form to the council", "Write down three areas"],
        ),
        ("Keep my flat", ["Write to my landlord", "*Check the rent with benefits"]),
    ],
    Pathway.ATTITUDES: [
        ("Stay calm when things go wrong", ["Do the course on stress", "Talk to my key worker each week"]),
    ],
    Pathway.FAMILY: [
        ("See my kids each month", ["Ask for a visit form", "*Book the family day", "Phone on Sundays"]),
        ("Write to my mum", ["Do the letter course", "Post the first letter"]),
    ],
    Pathway.DRUGS_AND_ALCOHOL: [
        ("Stay off drink", ["Meet the recovery worker", "Go to the group", "*Book a worker for outside"]),
    ],
    Pathway.WORK: [
        ("Get a job in a kitchen", ["Do food hygiene", "Write a CV", "*Ask the jobs board for a trial day"]),
        ("Pass maths at Level 1", ["Do fractions", "Ask the tutor for a test date"]),
    ],
    Pathway.FINANCE: [
        ("Open a bank account", ["Fill in the form", "*Send the form to the bank"]),
        ("Get my birth certificate", ["*Send for it", "Keep it with my things"]),
    ],
    Pathway.HEALTH: [
        ("See a dentist", ["Ask for a health form", "*Put the name on the list"]),
        ("Find a doctor for outside", ["Pick one near home", "*Send my notes"]),
    ],
}
#: How far a pathway is: where goals are worked on, and where none was written.
AT_WORK = ["in_progress", "in_progress", "support_required"]
WITHOUT_GOALS = ["not_started", "not_started", "support_required", "support_not_required", "done"]


@seeder(order=110)
def question_sets(estate: SeedEstate, rng: random.Random) -> None:
    for folder, source in ((OWN_SETS, QuestionSet.Source.OWN), (NATIONAL_SETS, QuestionSet.Source.NATIONAL)):
        load_question_sets(QuestionSet, contents=read_folder(folder), source=source, by=SYSTEM)
    load_occupations(Occupation, rows=occupations.read_list(occupations.PACKAGED.read_bytes()), by=SYSTEM)
    load_needs(Need, facts=read_list(PACKAGED.read_bytes()), by=SYSTEM)


@seeder(order=111)
def plans(estate: SeedEstate, rng: random.Random) -> None:
    """Nine in ten people have a plan, begun some days after they came; the guide's person always has one."""
    made = _Made()
    for person in estate.people:
        writers = _writers(person)
        is_guide = estate.demo is not None and person.id == estate.demo.person.id
        if not writers or (not is_guide and rng.random() < 0.1):
            continue
        _plan(estate, rng, person, writers, made, is_full=is_guide)
    for model, names, rows in made.tables():
        estate.load(model, names, rows)


def _writers(person: SeedPerson) -> list[UUID]:
    return [one for one in (person.user, person.key_worker, person.pom, person.com) if one]


class _Made:
    """Rows on their way to the database."""

    plan_names = ("id", "person_id", "opened_at", "opened_by_id", "changed_at", "made_in_id")
    state_names = ("id", "plan_id", "pathway", "status", "changed_at", "changed_by_id")
    goal_names = (
        "id", "plan_id", "pathway", "title", "due_on", "status", "added_at", "added_by_id", "changed_at", "changed_by_id", "made_in_id",
    )  # fmt: skip
    step_names = (
        "id", "goal_id", "title", "turn", "position", "status", "added_at", "added_by_id", "changed_at", "changed_by_id", "made_in_id",
    )  # fmt: skip

    def __init__(self) -> None:
        self.plans: list[tuple[Any, ...]] = []
        self.states: list[tuple[Any, ...]] = []
        self.goals: list[tuple[Any, ...]] = []
        self.steps: list[tuple[Any, ...]] = []

    def tables(self) -> Iterator[tuple[Any, tuple[str, ...], list[tuple[Any, ...]]]]:
        yield Plan, self.plan_names, self.plans
        yield PathwayState, self.state_names, self.states
        yield Goal, self.goal_names, self.goals
        yield Step, self.step_names, self.steps


def _plan(
    estate: SeedEstate, rng: random.Random, person: SeedPerson, writers: list[UUID], made: _Made, *, is_full: bool
) -> None:
    here_for = max((estate.today - person.came_on).days, 1)
    opened = _moment(estate, rng, here_for - min(here_for, rng.randint(0, 9)))
    plan, last = estate.key(rng, opened), opened
    for nth, pathway in enumerate(rng.sample(list(Pathway), k=6 if is_full else rng.randint(2, 6))):
        at = _between(rng, opened, estate.days_ago(0))
        status, by = rng.choice(WITHOUT_GOALS), rng.choice(writers)
        if nth < 4 if is_full else rng.random() < 0.6:
            title, steps = rng.choice(GOALS[pathway])
            touched, is_reached = _goal(estate, rng, person, (plan, pathway.value, title, steps, at), writers, made)
            status, last = "done" if is_reached else rng.choice(AT_WORK), max(last, at, touched)
        made.states.append((estate.key(rng, at), plan, pathway.value, status, at, by))
    made.plans.append((plan, person.id, opened, rng.choice(writers), last, person.establishment))


def _goal(
    estate: SeedEstate, rng: random.Random, person: SeedPerson, what: tuple[Any, ...], writers: list[UUID], made: _Made
) -> tuple[datetime, bool]:
    """A goal with its steps; when it was last worked on, and whether it was reached. About one in ten is overdue."""
    plan, pathway, title, steps, at = what
    goal, now = estate.key(rng, at), estate.days_ago(0)
    done = rng.randint(0, len(steps))
    is_reached = done == len(steps) and rng.random() < 0.7
    changed = _between(rng, at, now) if done else None
    due_on = estate.day(rng.choice([-400, -180, -90, -30, -5, 10]))
    status = Goal.Status.COMPLETED if is_reached else Goal.Status.ACTIVE
    by = rng.choice(writers)
    made.goals.append(
        (goal, plan, pathway, title, due_on, status, at, by, changed, by if changed else None, person.establishment)
    )
    for position, words in enumerate(steps, start=1):
        state = "complete" if position <= done else "active" if position == done + 1 else "not_started"
        turn, text = ("staff", words[1:]) if words.startswith("*") else ("person", words)
        touched = changed if state != "not_started" else None
        made.steps.append(
            (
                estate.key(rng, at),
                goal,
                text,
                turn,
                position,
                state,
                at,
                by,
                touched,
                by if touched else None,
                person.establishment,
            )
        )
    return changed or at, is_reached


#: What was talked about, and what comes next, as both read it.
TALKS = (
    ("We talked about how the week went.", ""),
    ("We talked about work after release.", "Bring the job form next time."),
    ("We looked at the plan. One step is done.", "Pick the next step."),
    ("We talked about family. A visit is booked.", ""),
    ("We talked about sleep and the gym.", "Ask the gym for a place."),
)


@seeder(order=112)
def contacts(estate: SeedEstate, rng: random.Random) -> None:
    """Key work about every two weeks for the last half year, with some gaps."""
    rows = []
    for person in estate.people:
        staff = person.key_worker or person.com or person.pom
        if staff is None:
            continue
        days, since = rng.choice([2, 5, 9, 13, 20, 35]), min((estate.today - person.came_on).days, 180)
        while days <= since:
            day = estate.day(days)
            at = datetime.combine(day, time(17), clock.LONDON)
            inside = person.is_in_prison and person.key_worker
            purpose = Contact.Purpose.KEY_WORK if inside and rng.random() < 0.7 else Contact.Purpose.CONTACT
            talk, then = TALKS[rng.randrange(len(TALKS))] if rng.random() < 0.6 else ("", "")
            kind = Contact.Kind.FACE_TO_FACE if person.is_in_prison or rng.random() < 0.6 else Contact.Kind.PHONE
            rows.append(
                (estate.key(rng, at), person.id, kind, day, at, staff, person.establishment, purpose, talk, then)
            )
            days += rng.choice([7, 14, 14, 15, 28])
    names = (
        "id",
        "person_id",
        "kind",
        "happened_on",
        "added_at",
        "added_by_id",
        "made_in_id",
        "purpose",
        "shared_note",
        "next_step",
    )
    estate.load(Contact, names, rows)


def _moment(estate: SeedEstate, rng: random.Random, days_ago: int) -> datetime:
    return estate.days_ago(days_ago, rng.randint(9, 16), rng.randrange(60)) if days_ago else estate.days_ago(0, 8)


def _between(rng: random.Random, first: datetime, last: datetime) -> datetime:
    """Some moment between the two, in working hours where they leave room for it."""
    at = first + timedelta(seconds=rng.random() * max((last - first).total_seconds(), 0))
    by_day = at.astimezone(clock.LONDON).replace(hour=rng.randint(8, 18))
    return by_day if first <= by_day <= last else at
