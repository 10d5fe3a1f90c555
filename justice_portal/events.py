"""What the house itself records, whichever room the row is in."""

from justice_portal.audit.events import Kind, declare

declare(Kind.ALTERATION, "reference.added", "reference.changed", "reference.removed")
declare(Kind.CONSULTATION, "admin.listed", "admin.viewed")
