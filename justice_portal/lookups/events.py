"""What is recorded about look-ups."""

from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "lookups.stopped", "lookups.lifted")
declare(Kind.CONSULTATION, "lookups.stop_viewed")
