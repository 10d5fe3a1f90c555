from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "cv.written", "cv.job_written", "cv.print_asked", "cv.print_made")
declare(Kind.COLLECTION, "cv.written_beside", "cv.help_used", "cv.help_left")
declare(Kind.ERASURE, "cv.job_removed")
declare(Kind.CONSULTATION, "cv.viewed", "cv.printed")
