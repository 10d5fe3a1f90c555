from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "letters.added")
declare(Kind.ALTERATION, "letters.removed")
declare(Kind.CONSULTATION, "letters.viewed")
