"""What is recorded about questions that come back."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "review.tried")
declare(Kind.ALTERATION, "review.chosen")
