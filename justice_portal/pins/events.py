"""What is recorded about PINs."""

from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "pin.code_started", "pin.chosen", "pin.changed", "pin.unlocked")
