"""What the room records: that a letter was sent, and who opened what with whose authority; never what it said."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "privileged.sent", "privileged.verified", "privileged.bodies_loaded")
declare(
    Kind.ALTERATION, "privileged.verification_asked", "privileged.renewal_asked", "privileged.renewed",
    "privileged.ended",
)  # fmt: skip
declare(
    Kind.SECURITY, "privileged.keys_renewed", "privileged.governor_asked", "privileged.governor_named",
    "privileged.governor_ended", "privileged.opening_asked", "privileged.opening_decided",
)  # fmt: skip
declare(
    Kind.CONSULTATION,
    "privileged.viewed",
    "privileged.listed",
    "privileged.envelope_viewed",
    "privileged.openings_listed",
)
declare(Kind.DISCLOSURE, "privileged.letters_opened", "privileged.letters_looked_at")
