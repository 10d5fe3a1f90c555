"""Telling that something is wrong, taking it up, answering it."""

import logging
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import GRANTS, Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.grants import REACHES, Reach
from justice_portal.notify import anyone, notify
from justice_portal.people.models import Person
from justice_portal.problems import recipients
from justice_portal.problems.models import Problem
from justice_portal.states import move

log = logging.getLogger("justice_portal.problems")

#: Open problems of one teller. Someone who does not feel safe is never stopped.
MOST_OPEN = 20


@action(needs=Permission.PROBLEM_TELL)
def tell_problem(of: type[Problem], *, key: UUID, kind: str, words: str = "", page: str = "", by: User) -> Problem:
    """Say that something is wrong. The key is made by the page: the same form sent twice is told once."""
    if done := of.objects.filter(pk=key).first():
        return _own(done, by)
    if kind != Problem.Kind.UNSAFE and of.objects.filter(told_by=by).open().count() >= MOST_OPEN:
        raise DomainError(_("You told us many things. Please wait for an answer, or talk to a member of staff."))
    person = Person.objects.filter(user=by).first()
    problem, is_new = of.objects.get_or_create(
        pk=key,
        defaults={"kind": kind, "words": words, "page": page, "told_by": by, **_where(by, person, kind)},
    )
    if is_new:
        record(by, "problem.told", problem, subjects=[person], kind=kind)
        _reach_a_human(problem, person)
    return _own(problem, by)


@action(needs=Permission.PROBLEM_ANSWER)
def take_problem(problem: Problem, *, by: User) -> Problem:
    """Look into it. The teller hears that someone does."""
    if problem.status == Problem.Status.LOOKING and problem.taken_by_id == by.pk:
        return problem  # clicked twice
    move(problem, Problem.Status.LOOKING, taken_by=by, taken_at=clock.now())
    record(by, "problem.taken", problem)
    notify(problem.told_by, "problem.taken", about=problem)
    return problem


@action(needs=Permission.PROBLEM_ANSWER)
def answer_problem(problem: Problem, *, answer: str, by: User) -> Problem:
    """Answer in words; the teller reads them with who answered, as what, and when."""
    if problem.status == Problem.Status.ANSWERED and problem.answered_by_id == by.pk and problem.answer == answer:
        return problem  # sent twice
    if problem.told_by_id == by.pk:
        raise DomainError(_("You told us this yourself. Someone else must answer it."))
    move(
        problem,
        Problem.Status.ANSWERED,
        answer=answer,
        answered_by=by,
        answered_as=_answering_role(by),
        answered_at=clock.now(),
    )
    record(by, "problem.answered", problem, answered_as=problem.answered_as)
    notify(problem.told_by, "problem.answered", about=problem, by_email=True)
    return problem


def _own(problem: Problem, by: User) -> Problem:
    if problem.told_by_id != by.pk:
        raise DomainError(_("This page is too old. Open it again, then send."))
    return problem


def _where(by: User, person: Person | None, kind: str) -> dict[str, object]:
    """Which row the problem hangs on: the person; or the place or unit, where it is about the staff or about nobody."""
    made_in = recipients.place_of(by, person)
    row = {"made_in_id": made_in}
    if person is None:
        return row | {"place_id": made_in}
    if kind == Problem.Kind.TREATED_BADLY and not person.is_restricted:
        if made_in:
            return row | {"place_id": made_in}
        if person.delivery_unit_id:
            return row | {"unit_id": person.delivery_unit_id}
    return row | {"person": person}


def _reach_a_human(problem: Problem, person: Person | None) -> None:
    kind = "problem.unsafe" if problem.kind == Problem.Kind.UNSAFE else "problem.told"
    near = recipients.nearest(problem, person).exclude(pk=problem.told_by_id)
    if anyone(near, kind, about=problem, by_email=True):
        return
    far = recipients.whole_estate().exclude(pk=problem.told_by_id)
    if not anyone(far, kind, about=problem, by_email=True):
        log.error("no human hears of problem %s", problem.pk)


def _answering_role(by: User) -> str:
    """The role in which someone answers: the widest of those that let them."""
    answering = [held.role for held in by.roles_held() if Permission.PROBLEM_ANSWER in GRANTS[held.role]]
    return max(answering, key=lambda role: Reach.CASELOAD not in REACHES[role])
