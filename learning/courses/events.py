"""What is recorded about courses."""

from justice_portal.audit.events import Kind, declare

declare(Kind.CONSULTATION, "course.terms_viewed")
declare(Kind.COLLECTION, "course.started", "course.assigned", "lesson.finished", "lesson.typed_in", "check.answered")
declare(
    Kind.ALTERATION,
    "course.withdrawn",
    "course.drafted",
    "course.published",
    "course.edited",
    "course.closed",
    "course.opened",
    "course.needs_set",
    "course.places_set",
    "course.waits",
    "course.waits_no_more",
    "course.place_free",
    "course.due_set",
)
