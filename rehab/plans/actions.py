"""Every change to a plan. The person and the worker write on the same lines; each line keeps who wrote it and when."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

import rehab.plans.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from justice_portal.states import move
from rehab.care.victims.words import refuse_from_staff
from rehab.plans.models import Goal, PathwayState, Plan, Step

#: A plan that nobody can read through helps nobody; the lists also bound what a page costs.
MOST_GOALS, MOST_STEPS = 60, 30


class ChangedMeanwhile(DomainError):
    """Somebody else changed it since the page was opened: both are shown, and saving again is a choice."""

    def __init__(self) -> None:
        super().__init__(_("Someone else changed this. Look at both. Then save the one you want."))


@action(needs=Permission.PLAN_EDIT)
def open_plan(person: Person, *, by: Any) -> Plan:
    """The person's open plan; a new one if there is none. Two clicks give one plan."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if plan := Plan.objects.open().filter(person=person).first():
        return plan
    plan = Plan.objects.create(person=person, opened_by=by, made_in=person.establishment)
    record(by, "plan.opened", plan)
    return plan


@action(needs=Permission.PLAN_EDIT)
def set_pathway(plan: Plan, *, pathway: str, status: str, was: str = "", by: Any) -> PathwayState:
    """was: the status that the page showed. Raises ChangedMeanwhile when it is another one now."""
    _require_open(plan)
    state, _made = PathwayState.objects.get_or_create(plan=plan, pathway=pathway, defaults={"changed_by": by})
    old = state.status
    if was and old not in {was, status}:
        raise ChangedMeanwhile
    if old != status:
        move(state, status, changed_at=clock.now(), changed_by=by)
        _touch(plan)
        record(by, "plan.pathway_changed", state, pathway=pathway, old=old, new=status)
    return state


@action(needs=Permission.PLAN_EDIT)
def add_goal(plan: Plan, *, key: UUID, pathway: str, title: str, due_on: date, by: Any) -> Goal:
    if done := Goal.objects.filter(pk=key, plan=plan).first():
        return done  # The same form sent twice: the page made the key.
    _lock_open(plan)
    _require_date(due_on)
    if plan.goals.count() >= MOST_GOALS:
        raise DomainError(_("This plan is full. Put a goal away first."))
    if Goal.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    refuse_from_staff(plan.person, by, title)
    goal = Goal.objects.create(
        pk=key, plan=plan, pathway=pathway, title=title, due_on=due_on, added_by=by, made_in=plan.person.establishment
    )
    _touch(plan)
    record(by, "plan.goal_added", goal, pathway=pathway, due_on=due_on)
    return goal


@action(needs=Permission.PLAN_EDIT)
def change_goal(goal: Goal, *, title: str, due_on: date, version: int, by: Any) -> Goal:
    """Change words and date. Raises DomainError when someone changed the goal since the page was opened."""
    _require_open(goal.plan)
    if due_on != goal.due_on:
        _require_date(due_on)
    refuse_from_staff(goal.plan.person, by, title)
    changed = Goal.objects.filter(pk=goal.pk, version=version, status=Goal.Status.ACTIVE).update(
        title=title, due_on=due_on, version=F("version") + 1, changed_at=clock.now(), changed_by=by
    )
    if not changed:
        raise DomainError(
            _("Someone else changed this goal. Read the new words below, then save yours if you still want.")
        )
    old_due = goal.due_on
    goal.refresh_from_db()
    _touch(goal.plan)
    record(by, "plan.goal_changed", goal, old_due_on=old_due, due_on=due_on, version=goal.version)
    return goal


@action(needs=Permission.PLAN_EDIT)
def end_goal(goal: Goal, *, status: str, reason: str = "", by: Any) -> Goal:
    """Mark as reached, or put away with a reason."""
    _require_open(goal.plan)
    if status == Goal.Status.ARCHIVED and not reason:
        raise DomainError(_("Say why you put this goal away."))
    if goal.status == status:
        return goal
    refuse_from_staff(goal.plan.person, by, reason)
    move(goal, status, reason=reason, changed_at=clock.now(), changed_by=by)
    _touch(goal.plan)
    record(by, "plan.goal_ended", goal, status=status)
    return goal


@action(needs=Permission.PLAN_EDIT)
def reopen_goal(goal: Goal, *, by: Any) -> Goal:
    _require_open(goal.plan)
    if goal.is_active:
        return goal
    move(goal, Goal.Status.ACTIVE, reason="", changed_at=clock.now(), changed_by=by)
    _touch(goal.plan)
    record(by, "plan.goal_reopened", goal)
    return goal


@action(needs=Permission.PLAN_EDIT)
def add_step(goal: Goal, *, key: UUID, title: str, turn: str, by: Any) -> Step:
    if done := Step.objects.filter(pk=key, goal=goal).first():
        return done
    _lock_open(goal.plan)
    if not goal.is_active:
        raise DomainError(_("This goal is not open. Open it again to add a step."))
    if goal.steps.count() >= MOST_STEPS:
        raise DomainError(_("This goal has many steps. Finish some first, or make a new goal."))
    if Step.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    refuse_from_staff(goal.plan.person, by, title)
    last = goal.steps.aggregate(last=Max("position"))["last"] or 0
    step = Step.objects.create(
        pk=key,
        goal=goal,
        title=title,
        turn=turn,
        position=last + 1,
        added_by=by,
        made_in=goal.plan.person.establishment,
    )
    _touch(goal.plan)
    record(by, "plan.step_added", step, turn=turn)
    return step


@action(needs=Permission.PLAN_EDIT)
def set_step(step: Step, *, status: str, was: str = "", by: Any) -> Step:
    """was: the status that the page showed. Raises ChangedMeanwhile when it is another one now."""
    _require_open(step.goal.plan)
    if step.status == status:
        return step
    old = step.status
    if was and old != was:
        raise ChangedMeanwhile
    move(step, status, changed_at=clock.now(), changed_by=by)
    _touch(step.goal.plan)
    record(by, "plan.step_changed", step, old=old, new=status)
    return step


@action(needs=Permission.PLAN_EDIT)
def move_step(step: Step, *, up: bool, by: Any) -> Step:
    """Change places with the step before (up) or after it; the first stays first, the last stays last."""
    _lock_open(step.goal.plan)
    step.refresh_from_db(fields=["position"])
    siblings = Step.objects.filter(goal=step.goal)
    other = (
        siblings.filter(position__lt=step.position).order_by("-position").first()
        if up
        else siblings.filter(position__gt=step.position).order_by("position").first()
    )
    if other is None:
        return step
    with transaction.atomic():
        mine, theirs = step.position, other.position
        Step.objects.filter(pk=other.pk).update(position=mine)
        Step.objects.filter(pk=step.pk).update(position=theirs)
    step.position = theirs
    record(by, "plan.step_moved", step, position=theirs)
    return step


def _require_open(plan: Plan) -> None:
    if not plan.is_open:
        raise DomainError(_("This plan is closed. Open a new plan to change it."))


def _lock_open(plan: Plan) -> None:
    """Hold the plan while counting or ordering its lines."""
    plan.closed_at = Plan.objects.select_for_update(no_key=True).values_list("closed_at", flat=True).get(pk=plan.pk)
    _require_open(plan)


def _require_date(due_on: date) -> None:
    today = clock.today()
    if due_on < today:
        raise DomainError(_("Pick a date that is today or later."))
    if due_on.year > today.year + 30:
        raise DomainError(_("That date is too far away."))


def _touch(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(changed_at=clock.now())
