from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "directory.service_added", "directory.services_loaded")
declare(Kind.ALTERATION, "directory.service_changed", "directory.service_checked")
