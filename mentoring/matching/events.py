"""What the matching room records."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "matching.match_proposed", "matching.wish_said", "matching.goal_asked", "matching.review_said")
declare(
    Kind.ALTERATION,
    "matching.match_started",
    "matching.match_paused",
    "matching.match_resumed",
    "matching.match_ended",
    "matching.person_followed",
    "matching.side_answered",
    "matching.goal_moved",
    "matching.review_held",
    "matching.review_told",
    "matching.ending_planned",
    "matching.ended_as_planned",
    "matching.wish_taken_back",
)
declare(
    Kind.CONSULTATION,
    "matching.matches_viewed",
    "matching.asks_viewed",
    "matching.waiting_viewed",
    "matching.match_viewed",
    "matching.due_viewed",
    "matching.review_viewed",
)
