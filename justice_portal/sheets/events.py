from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "sheets.asked", "sheets.typed")
declare(Kind.ALTERATION, "sheets.printed", "sheets.print_ready", "sheets.ended")
declare(Kind.CONSULTATION, "sheets.viewed", "sheets.listed", "sheets.taken")
