from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "handover.opened", "handover.promised", "handover.asked")
declare(
    Kind.ALTERATION,
    "handover.line_settled",
    "handover.answered",
    "handover.dates_set",
    "handover.ended",
    "handover.climbed",
)
declare(Kind.DISCLOSURE, "handover.sent", "handover.returned", "handover.accepted")
declare(Kind.CONSULTATION, "handover.viewed", "handover.listed")
