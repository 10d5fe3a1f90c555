"""What is recorded about facts that devices send."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "facts.received")
