from justice_portal.audit.events import Kind, declare

declare(
    Kind.SECURITY,
    "invitation.asked",
    "invitation.made",
    "invitation.sent_again",
    "invitation.withdrawn",
    "invitation.taken",
)
