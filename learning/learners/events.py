"""What is recorded when staff look at learners."""

from justice_portal.audit.events import Kind, declare

declare(Kind.CONSULTATION, "learning.viewed", "class_report.viewed", "completion.viewed")
declare(Kind.COLLECTION, "course.assigned_to_wing", "course.assigned_to_class")
declare(Kind.DISCLOSURE, "class_report.exported")
