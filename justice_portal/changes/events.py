from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "change.asked", "change.approved", "change.refused", "change.withdrawn")
declare(Kind.CONSULTATION, "change.viewed", "grants.listed")
declare(Kind.DISCLOSURE, "grants.exported")
