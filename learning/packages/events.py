"""What is recorded about packages."""

from justice_portal.audit.events import Kind, declare

declare(Kind.ALTERATION, "package.sent", "package.read", "package.offered", "package.retired")
declare(Kind.COLLECTION, "package.opened", "package.saved", "package.left")
declare(Kind.CONSULTATION, "package.seen", "package.claims_viewed")
