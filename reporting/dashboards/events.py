from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.CONSULTATION, "dashboards.today_viewed", "dashboards.caseload_viewed")
declare(Kind.DISCLOSURE, "dashboards.caseload_exported", "dashboards.print_downloaded")
declare(Kind.COLLECTION, "dashboards.print_asked")
declare(Kind.COMBINATION, "dashboards.print_ready")
declare(Kind.ERASURE, "dashboards.print_dropped")
