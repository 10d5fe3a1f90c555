from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "victim.added")
declare(Kind.ALTERATION, "victim.ended")
declare(Kind.CONSULTATION, "victim.viewed")
declare(Kind.DISCLOSURE, "care.concern_raised")
