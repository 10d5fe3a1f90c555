from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "journey.pack_asked", "journey.pack_ready")
declare(Kind.CONSULTATION, "journey.packs_viewed", "journey.pack_printed")
