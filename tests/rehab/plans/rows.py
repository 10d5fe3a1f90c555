"""Rows for the access matrix."""

from justice_portal import clock
from rehab.models import Goal, Plan, Step


def rows(world, state, person):
    plan = Plan.objects.create(person=person, opened_by=world.pom, made_in=made_in(world, state))
    goal = Goal.objects.create(
        plan=plan,
        pathway="health",
        title="See a dentist",
        due_on=clock.today(),
        added_by=world.pom,
        made_in=plan.made_in,
    )
    step = Step.objects.create(goal=goal, title="Ask for a form", position=1, added_by=world.pom, made_in=plan.made_in)
    return {"plan": plan, "goal": goal, "step": step, "pathway": "health", "status": "active", "way": "up"}


def made_in(world, state):
    return world.there if state == "elsewhere" else world.here
