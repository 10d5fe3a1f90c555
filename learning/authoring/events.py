"""What is recorded about the writing of courses."""

from justice_portal.audit.events import Kind, declare

declare(
    Kind.ALTERATION,
    "draft.started",
    "draft.changed",
    "draft.sent",
    "draft.taken_back",
    "draft.answered",
    "draft.published",
    "draft.dropped",
    "draft.picture_added",
    "draft.file_sent",
    "bank.started",
    "bank.question_added",
    "bank.question_retired",
    "bank.filled",
    "draft.file_read",
    "draft.questions_imported",
)
