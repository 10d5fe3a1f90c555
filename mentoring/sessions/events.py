"""What the sessions room records."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "sessions.booked", "sessions.outcome_said", "sessions.mood_said", "sessions.slot_added")
declare(
    Kind.ALTERATION,
    "sessions.called_off",
    "sessions.note_decided",
    "sessions.reminded",
    "sessions.free_hours_kept",
    "sessions.slot_closed",
)
declare(Kind.CONSULTATION, "sessions.viewed", "sessions.listed")
