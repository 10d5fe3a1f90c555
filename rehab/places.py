"""Where the rooms of rehab are: on home, in the navigation, on a person's page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from justice_portal import clock, home
from justice_portal.access import Permission
from justice_portal.people import tabs, timeline
from justice_portal.people.models import Person
from justice_portal.prepared import prepared
from rehab.plans.figures import first_of_each, unfinished
from rehab.plans.models import Goal, Plan, Step


def register() -> None:
    home.register(
        home.Place(
            url="plans:mine",
            title=gettext_lazy("My plan"),
            icon="plan",
            order=30,
            needs=Permission.PLAN_EDIT,
            rooms=("plans",),
            state=gettext_lazy("What I want to reach"),
            panel=plan_panel,
            reads=(_own_steps,),
        )
    )

    tabs.register(gettext_lazy("Plan"), "plans:for-person", Permission.PLAN_VIEW, order=10)
    tabs.register_panel(
        "plan",
        "rehab/plans/panel.html",
        person_panel,
        Permission.PLAN_VIEW,
        order=20,
        reads=(_open_plan, _due, _waiting),
    )
    timeline.register("plan", plan_past, Permission.PLAN_VIEW)
    tabs.register(gettext_lazy("Contacts"), "contacts:contacts", Permission.CONTACT_VIEW, order=50)


@prepared
def _own_steps(user: Any) -> QuerySet[Step]:
    """What waits for the person in their open plan."""
    steps = Step.objects.visible_to(user).filter(
        goal__plan__person__user=user, goal__plan__closed_at=None, goal__status=Goal.Status.ACTIVE
    )
    return unfinished(steps.filter(turn=Step.Turn.PERSON))


def plan_panel(user: Any) -> home.Panel:
    """How many goals are open, and the person's next step. One query."""
    mine = first_of_each(_own_steps(user), most=20)
    if not mine:
        return home.Panel()
    step = mine[0]
    return home.Panel(
        state=ngettext("%(n)s step for you", "%(n)s steps for you", len(mine)) % {"n": len(mine)},
        carry_on=home.CarryOn(
            title=step.title,
            text=step.goal.title,
            href=step.goal.get_absolute_url(),
            button=_("Go to my plan"),
            icon="plan",
            rank=40,
        ),
    )


def person_panel(user: Any, person: Person) -> dict[str, Any]:
    """How the plan stands, for a worker: goals open and overdue, and the next steps."""
    plan = _open_plan.first(user, person.pk)
    if plan is None:
        return {"person": person, "plan": None}
    due = _due(user, person.pk)
    return {
        "person": person,
        "plan": plan,
        "open_goals": len(due),
        "overdue": sum(day < clock.today() for day in due),
        "steps": first_of_each(_waiting(user, person.pk)),
    }


@prepared
def _open_plan(user: Any, person: UUID) -> QuerySet[Plan]:
    return Plan.objects.visible_to(user).filter(person=person).open()


@prepared
def _due(user: Any, person: UUID) -> QuerySet[Goal]:
    """By when each open goal of the open plan is to be reached."""
    goals = Goal.objects.visible_to(user).filter(plan__person=person, plan__closed_at=None)
    return goals.filter(status=Goal.Status.ACTIVE).values_list("due_on", flat=True)


@prepared
def _waiting(user: Any, person: UUID) -> QuerySet[Step]:
    """The steps of those goals that are still to do."""
    goal = {"goal__plan__person": person, "goal__plan__closed_at": None, "goal__status": Goal.Status.ACTIVE}
    return unfinished(Step.objects.visible_to(user).filter(**goal))


def plan_past(user: Any, person: Person, before: datetime, most: int) -> list[timeline.Event]:
    """Goals set and goals ended. Three queries."""
    goals = Goal.objects.visible_to(user).filter(plan__person=person).select_related("added_by", "changed_by")
    said = [
        timeline.Event(
            at=goal.added_at,
            title=_("New goal"),
            text=goal.title,
            by=goal.added_by.name,
            href=goal.get_absolute_url(),
            icon="flag",
        )
        for goal in goals.filter(added_at__lt=before).order_by("-added_at")[:most]
    ]
    ended = goals.exclude(status=Goal.Status.ACTIVE).filter(changed_at__lt=before).order_by("-changed_at")
    said += [
        timeline.Event(
            at=goal.changed_at,
            title=_("Goal reached") if goal.status == Goal.Status.COMPLETED else _("Goal put away"),
            text=goal.title,
            by=goal.changed_by.name if goal.changed_by else "",
            href=goal.get_absolute_url(),
            icon="tick" if goal.status == Goal.Status.COMPLETED else "open",
        )
        for goal in ended[:most]
    ]
    steps = Step.objects.visible_to(user).filter(
        goal__plan__person=person, status=Step.Status.COMPLETE, changed_at__lt=before
    )
    return said + [
        timeline.Event(
            at=step.changed_at,
            title=_("Step done"),
            text=step.title,
            by=step.changed_by.name if step.changed_by else "",
            href=step.goal.get_absolute_url(),
            icon="check",
        )
        for step in steps.select_related("goal", "changed_by").order_by("-changed_at")[:most]
    ]
