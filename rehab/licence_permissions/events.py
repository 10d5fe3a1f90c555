from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "may_i.asked", "may_i.written")
declare(Kind.ALTERATION, "may_i.withdrawn", "may_i.answered", "may_i.said_wrong")
declare(Kind.DISCLOSURE, "may_i.reminded")
declare(Kind.CONSULTATION, "may_i.viewed", "may_i.listed")
