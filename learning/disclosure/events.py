from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "disclosure.written", "disclosure.print_asked", "disclosure.print_made")
declare(Kind.CONSULTATION, "disclosure.viewed", "disclosure.printed")
