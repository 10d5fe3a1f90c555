"""What the screening room records."""

from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "screening.rule_asked")
declare(Kind.COLLECTION, "screening.rule_added", "screening.first_rules_loaded")
declare(Kind.ALTERATION, "screening.rule_changed")
declare(Kind.ERASURE, "screening.rule_deleted")
