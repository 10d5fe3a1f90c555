from justice_portal.audit.events import Kind, declare

declare(Kind.DISCLOSURE, "care.concern_raised")
