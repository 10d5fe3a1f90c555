"""What is recorded when a tutor looks at their desk."""

from justice_portal.audit.events import Kind, declare

declare(Kind.CONSULTATION, "desk.grid_viewed", "desk.quiet_viewed")
