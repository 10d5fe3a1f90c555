"""What is recorded about protected cases."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "protected.connection_declared", "protected.home_kept", "protected.connection_found")
declare(
    Kind.ALTERATION,
    "protected.case_restricted",
    "protected.case_opened",
    "protected.staff_named",
    "protected.naming_ended",
    "protected.staff_shut_out",
    "protected.connection_shut",
    "protected.connection_cleared",
)
declare(Kind.COMBINATION, "protected.person_compared")
declare(Kind.CONSULTATION, "protected.case_viewed", "protected.desk_viewed", "protected.glass_viewed")
declare(
    Kind.SECURITY,
    "protected.glass_broken",
    "protected.glass_refused",
    "protected.glass_ended",
    "protected.glass_reviewed",
)
