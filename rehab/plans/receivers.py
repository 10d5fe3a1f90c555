"""What other rooms find out about a pathway becomes its status in the plan."""

from typing import Any

from justice_portal.people.models import Person
from rehab.care import outcomes
from rehab.plans.actions import open_plan, set_pathway
from rehab.plans.models import PathwayState


@outcomes.keep
def keep_outcome(person: Person, *, pathway: str, status: str, by: Any) -> None:
    """An assessment says how a pathway stands. Work that has begun or is done is not set back to the start."""
    plan = open_plan(person, by=by)
    now = PathwayState.objects.filter(plan=plan, pathway=pathway).values_list("status", flat=True).first()
    begun = {PathwayState.Status.IN_PROGRESS, PathwayState.Status.DONE}
    if now not in begun or status in begun:
        set_pathway(plan, pathway=pathway, status=status, by=by)
