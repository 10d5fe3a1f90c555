from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.CONSULTATION, "timeline.viewed")
