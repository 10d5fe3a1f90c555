from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.ALTERATION, "display.changed", "display.language_changed")
