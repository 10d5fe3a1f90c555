from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "needs.added", "needs.told")
declare(Kind.ALTERATION, "needs.updated", "needs.list_loaded")
declare(Kind.CONSULTATION, "needs.viewed")
