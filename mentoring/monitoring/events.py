"""What the monitoring room records."""

from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "monitoring.policy_asked")
declare(Kind.ALTERATION, "monitoring.policy_changed")
declare(Kind.CONSULTATION, "monitoring.policies_viewed")
