"""Every change to a plan: it works and is audited, each refusal leaves nothing changed, and who may not."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from justice_portal import clock
from justice_portal.audit.models import AuditEvent
from justice_portal.errors import DomainError
from rehab.models import Goal, PathwayState, Plan, Step
from rehab.plans import actions


@pytest.fixture
def plan(world):
    return actions.open_plan(world.someone, by=world.pom)


def goal_data(**changed):
    return {
        "key": uuid4(),
        "pathway": "work",
        "title": "Find a job",
        "due_on": clock.today() + timedelta(90),
        **changed,
    }


@pytest.fixture
def goal(world, plan):
    return actions.add_goal(plan, **goal_data(), by=world.pom)


def events(name):
    return AuditEvent.objects.filter(event=name)


def test_open_plan_opens_one_and_records_where(world):
    plan = actions.open_plan(world.someone, by=world.person)
    assert actions.open_plan(world.someone, by=world.pom) == plan
    assert plan.made_in == world.here
    assert events("plan.opened").get().subjects == [world.someone.pk]


@pytest.mark.parametrize(
    "who", ["pom_elsewhere", "key_worker_elsewhere", "tutor", "moderator", "administrator", "mentor"]
)
def test_open_plan_needs_plan_edit_over_this_person(world, who):
    with pytest.raises(PermissionDenied):
        actions.open_plan(world.someone, by=getattr(world, who))
    assert not Plan.objects.exists()


@pytest.mark.parametrize("who", ["person", "key_worker", "pom", "com", "manager"])
def test_person_and_worker_both_write(world, plan, who):
    goal = actions.add_goal(plan, **goal_data(), by=getattr(world, who))
    assert goal.added_by == getattr(world, who)
    assert events("plan.goal_added").get().facts["pathway"] == "work"


def test_add_goal_twice_with_the_same_key_gives_one_goal(world, plan):
    data = goal_data()
    assert actions.add_goal(plan, **data, by=world.pom) == actions.add_goal(plan, **data, by=world.pom)
    assert Goal.objects.count() == 1


def test_add_goal_with_a_key_of_another_plan_is_refused(world, plan, goal):
    other = actions.open_plan(world.people["elsewhere"], by=world.pom_elsewhere)
    with pytest.raises(DomainError, match="once more"):
        actions.add_goal(other, **goal_data(key=goal.pk), by=world.pom_elsewhere)
    assert not other.goals.exists()


@pytest.mark.parametrize("days", [-1, 31 * 366])
def test_add_goal_refuses_impossible_dates_and_changes_nothing(world, plan, days):
    before = AuditEvent.objects.count()
    with pytest.raises(DomainError, match="date"):
        actions.add_goal(plan, **goal_data(due_on=clock.today() + timedelta(days)), by=world.pom)
    assert not plan.goals.exists()
    assert AuditEvent.objects.count() == before


def test_a_closed_plan_takes_no_goals(world, plan, goal):
    Plan.objects.filter(pk=plan.pk).update(closed_at=clock.now())
    with pytest.raises(DomainError, match="closed"):
        actions.add_goal(plan, **goal_data(), by=world.pom)
    goal.refresh_from_db()
    goal.plan.refresh_from_db()
    with pytest.raises(DomainError, match="closed"):
        actions.change_goal(goal, title="x", due_on=goal.due_on, version=1, by=world.pom)


def test_a_plan_has_room_for_sixty_goals(world, plan):
    Goal.objects.bulk_create(
        Goal(plan=plan, pathway="work", title=str(n), due_on=clock.today(), added_by=world.pom) for n in range(60)
    )
    with pytest.raises(DomainError, match="full"):
        actions.add_goal(plan, **goal_data(), by=world.pom)


def test_change_goal_with_a_stale_version_changes_nothing(world, goal):
    actions.change_goal(goal, title="Find a good job", due_on=goal.due_on, version=1, by=world.person)
    with pytest.raises(DomainError, match="Someone else"):
        actions.change_goal(goal, title="Mine", due_on=goal.due_on, version=1, by=world.pom)
    goal.refresh_from_db()
    assert (goal.title, goal.version, goal.changed_by) == ("Find a good job", 2, world.person)


def test_end_goal_needs_a_reason_to_put_away_and_can_be_undone(world, goal):
    with pytest.raises(DomainError, match="why"):
        actions.end_goal(goal, status="archived", by=world.pom)
    actions.end_goal(goal, status="archived", reason="Not now", by=world.pom)
    assert "Not now" not in str(events("plan.goal_ended").get().facts), "typed text is never audited"
    actions.reopen_goal(goal, by=world.person)
    goal.refresh_from_db()
    assert (goal.status, goal.reason) == ("active", "")


def test_set_pathway_keeps_who_and_is_audited_once(world, plan):
    for _ in range(2):
        actions.set_pathway(plan, pathway="health", status="done", by=world.com)
    assert PathwayState.objects.get().changed_by == world.com
    assert events("plan.pathway_changed").get().facts == {"pathway": "health", "old": "not_started", "new": "done"}


def test_steps_keep_their_order_and_swap_places(world, goal):
    first, second, third = (
        actions.add_step(goal, key=uuid4(), title=word, turn="person", by=world.person)
        for word in ("one", "two", "three")
    )
    actions.move_step(third, up=True, by=world.pom)
    actions.move_step(first, up=True, by=world.pom)  # first stays first
    assert [step.title for step in goal.steps.all()] == ["one", "three", "two"]
    assert second.goal == goal


def test_set_step_and_back(world, goal):
    step = actions.add_step(goal, key=uuid4(), title="Ask", turn="staff", by=world.person)
    actions.set_step(step, status="complete", by=world.key_worker)
    actions.set_step(step, status="complete", by=world.key_worker)
    actions.set_step(step, status="active", by=world.person)
    assert Step.objects.get().status == "active"
    assert events("plan.step_changed").count() == 2


def test_an_ended_goal_takes_no_steps(world, goal):
    actions.end_goal(goal, status="completed", by=world.pom)
    with pytest.raises(DomainError, match="not open"):
        actions.add_step(goal, key=uuid4(), title="Ask", turn="staff", by=world.pom)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_open_one_plan():
    from tests.world import build_world

    world, plans = build_world(), []

    def click():
        try:
            plans.append(actions.open_plan(world.someone, by=world.pom).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(plans) == 6
    assert len(set(plans)) == 1
