"""What the matching room records."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "matching.match_proposed")
declare(
    Kind.ALTERATION,
    "matching.match_started",
    "matching.match_paused",
    "matching.match_resumed",
    "matching.match_ended",
    "matching.person_followed",
)
declare(Kind.CONSULTATION, "matching.matches_viewed")
