"""What the moderation room records."""

from justice_portal.audit.events import Kind, declare

declare(
    Kind.CONSULTATION,
    *("moderation.queue_viewed", "moderation.message_viewed", "moderation.board_viewed", "moderation.recheck_viewed"),
)
declare(
    Kind.ALTERATION,
    *("moderation.message_passed", "moderation.message_passed_in_part", "moderation.message_stopped"),
    *("moderation.decision_checked", "moderation.climbed", "moderation.drawn", "moderation.given_up"),
)
