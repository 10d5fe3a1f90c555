from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(
    Kind.COLLECTION,
    "licence.policies_loaded",
    "licence.started",
    "licence.condition_added",
    "licence.bespoke_asked",
    "licence.read",
    "licence.questions_started",
    "licence.questions_from_paper",
    "licence.question_answered",
)
declare(
    Kind.ALTERATION,
    "licence.details_changed",
    "licence.condition_dropped",
    "licence.bespoke_decided",
    "licence.made_live",
    "licence.ended",
    "licence.change_settled",
)
declare(Kind.CONSULTATION, "licence.viewed", "licence.changes_listed")
