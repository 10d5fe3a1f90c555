from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "rights.correction_asked", "rights.copy_asked")
declare(
    Kind.ALTERATION, "rights.correction_answered", "rights.hold_placed", "rights.hold_lifted", "rights.keep_date_told"
)
declare(Kind.COMBINATION, "rights.copy_ready")
declare(
    Kind.CONSULTATION,
    "rights.looks_viewed",
    "rights.correction_viewed",
    "rights.corrections_listed",
    "rights.person_viewed",
    "rights.kept_viewed",
)
declare(Kind.DISCLOSURE, "rights.copy_downloaded")
declare(Kind.ERASURE, "rights.erasure_begun", "rights.person_erased", "rights.rows_erased")
