from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "problem.told")
declare(Kind.ALTERATION, "problem.taken", "problem.answered")
declare(Kind.CONSULTATION, "problem.viewed", "problem.listed")
