from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "plan.opened", "plan.goal_added", "plan.step_added")
declare(
    Kind.ALTERATION,
    "plan.pathway_changed",
    "plan.goal_changed",
    "plan.goal_ended",
    "plan.goal_reopened",
    "plan.step_changed",
    "plan.step_moved",
)
declare(Kind.CONSULTATION, "plan.viewed")
