"""What the moderation room records."""

from justice_portal.audit.events import Kind, declare

declare(Kind.CONSULTATION, "moderation.queue_viewed", "moderation.message_viewed")
declare(Kind.ALTERATION, "moderation.message_passed", "moderation.message_stopped")
