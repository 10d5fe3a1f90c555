from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "drift.looked", "drift.first_rules_loaded")
declare(Kind.ALTERATION, "drift.mentor_asked", "drift.answered", "drift.decided")
declare(Kind.CONSULTATION, "drift.viewed", "drift.listed", "drift.questions_listed", "drift.question_viewed")
