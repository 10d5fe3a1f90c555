from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "safety_card.written")
declare(Kind.ALTERATION, "safety_card.changed")
declare(Kind.CONSULTATION, "safety_card.viewed")
