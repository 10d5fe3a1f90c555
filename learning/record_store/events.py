"""What is recorded about the record store."""

from justice_portal.audit.events import Kind, declare

declare(Kind.ALTERATION, "progress.moved")
