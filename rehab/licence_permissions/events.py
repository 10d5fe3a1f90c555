from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "may_i.asked")
declare(Kind.ALTERATION, "may_i.withdrawn", "may_i.answered")
declare(Kind.DISCLOSURE, "may_i.reminded")
declare(Kind.CONSULTATION, "may_i.viewed", "may_i.listed")
