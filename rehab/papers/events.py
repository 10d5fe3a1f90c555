from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.ALTERATION, "papers.changed")
declare(Kind.CONSULTATION, "papers.viewed")
