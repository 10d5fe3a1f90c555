"""What is recorded about visits."""

from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "visit.began", "visit.ended", "visit.swapped_often", "visit.forgotten")
