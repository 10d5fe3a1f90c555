"""What is recorded about background work. The work itself records its own events."""

from justice_portal.audit.events import Kind, declare

declare(Kind.ALTERATION, "job.cancelled", "job.retried", "job.schedule_switched", "job.schedule_started")
declare(Kind.ERASURE, "job.old_removed")
