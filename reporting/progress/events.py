from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "reports.asked", "reports.words_written", "reports.wing_asked", "reports.monthly_asked")
declare(Kind.COMBINATION, "reports.ready", "reports.wing_ready")
declare(Kind.ALTERATION, "reports.make_asked", "reports.stopped", "reports.same_as_before", "reports.wing_stopped")
declare(Kind.CONSULTATION, "reports.viewed", "reports.wing_viewed")
declare(Kind.DISCLOSURE, "reports.downloaded", "reports.wing_downloaded")
