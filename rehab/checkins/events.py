from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(
    Kind.COLLECTION,
    "checkin.created",
    "checkin.saved",
    "checkin.submitted",
    "checkin.plan_set",
    "checkin.questions_loaded",
)
declare(Kind.ALTERATION, "checkin.reviewed", "checkin.expired", "checkin.cancelled", "checkin.plan_ended")
declare(Kind.CONSULTATION, "checkin.viewed", "checkin.listed", "checkin.photo_viewed")
