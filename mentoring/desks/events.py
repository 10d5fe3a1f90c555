"""What the desks record."""

from justice_portal.audit.events import Kind, declare

declare(Kind.CONSULTATION, "desks.supervisor_viewed", "desks.mentor_viewed")
