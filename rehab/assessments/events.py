from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "assessments.opened", "assessments.answers_saved")
declare(
    Kind.ALTERATION,
    "assessments.question_sets_loaded",
    "assessments.part_skipped",
    "assessments.sent",
    "assessments.finished",
)
declare(Kind.CONSULTATION, "assessments.viewed")
