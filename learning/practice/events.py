"""What is recorded about practice."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "practice.tried", "practice.shown")
declare(Kind.CONSULTATION, "help.viewed")
