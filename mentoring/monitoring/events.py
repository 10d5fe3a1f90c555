"""What the monitoring room records."""

from justice_portal.audit.events import Kind, declare

declare(
    Kind.SECURITY,
    *(
        "monitoring.policy_asked",
        "monitoring.authority_given",
        "monitoring.authority_reviewed",
        "monitoring.authority_ended",
    ),
)
declare(Kind.ALTERATION, "monitoring.policy_changed")
declare(Kind.CONSULTATION, "monitoring.policies_viewed", "monitoring.authorities_viewed")
