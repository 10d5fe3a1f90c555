"""What is recorded about learning plans."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "learning_plan.written", "learning_plan.agreed", "learning_plan.said")
declare(Kind.CONSULTATION, "learning_plan.viewed")
