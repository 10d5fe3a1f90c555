from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "working.skill_rated", "working.job_added")
declare(Kind.ALTERATION, "working.induction_saved", "working.job_changed", "working.occupations_loaded")
declare(Kind.CONSULTATION, "working.viewed")
