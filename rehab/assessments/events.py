from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.ALTERATION, "assessments.question_sets_loaded")
