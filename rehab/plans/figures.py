"""What a plan shows, worked out from its rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rehab.care.pathways import ICONS, Pathway
from rehab.plans.models import Goal, PathwayState, Step

#: The states of a pathway as the person reads them; staff have the words of their trade.
OWN_WORDS = {
    PathwayState.Status.NOT_STARTED: _("Not started"),
    PathwayState.Status.IN_PROGRESS: _("Working on it"),
    PathwayState.Status.SUPPORT_REQUIRED: _("I need help with this"),
    PathwayState.Status.SUPPORT_NOT_REQUIRED: _("I do not need help"),
    PathwayState.Status.SUPPORT_DECLINED: _("I do not want help now"),
    PathwayState.Status.DONE: _("Done"),
}


@dataclass(frozen=True)
class PathwayLine:
    """One pathway on the plan page: its status, how many goals are open, how many were reached."""

    pathway: Pathway
    icon: str
    status: str
    status_label: str
    open_goals: int
    reached: int


def pathways(states: Iterable[PathwayState], goals: Iterable[Goal], *, own: bool = False) -> list[PathwayLine]:
    """All seven, in the order of the list, whether or not anything was written on them."""
    by_pathway = {state.pathway: state for state in states}
    lines = []
    goals = list(goals)
    for pathway in Pathway:
        mine = [goal for goal in goals if goal.pathway == pathway]
        state = by_pathway.get(pathway)
        status = PathwayState.Status(state.status if state else PathwayState.Status.NOT_STARTED)
        lines.append(
            PathwayLine(
                pathway=pathway,
                icon=ICONS[pathway],
                status=str(status),
                status_label=str(OWN_WORDS[status] if own else status.label),
                open_goals=sum(goal.is_active for goal in mine),
                reached=sum(goal.status == Goal.Status.COMPLETED for goal in mine),
            )
        )
    return lines


def next_steps(steps: QuerySet[Step], most: int = 3) -> list[Step]:
    """The first unfinished step of each open goal, soonest goal first."""
    return first_of_each(unfinished(steps), most)


def unfinished(steps: QuerySet[Step]) -> QuerySet[Step]:
    """The steps that are still to do, soonest goal first."""
    left = steps.exclude(status=Step.Status.COMPLETE).select_related("goal")
    return left.order_by("goal__due_on", "goal__added_at", "position")


def first_of_each(steps: Iterable[Step], most: int = 3) -> list[Step]:
    """The first step of each goal, in the order of the steps."""
    first: dict[object, Step] = {}
    for step in steps:
        first.setdefault(step.goal_id, step)
    return list(first.values())[:most]
