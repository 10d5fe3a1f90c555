"""What is recorded about quizzes."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "quiz.started", "quiz.answered", "quiz.typed_in", "quiz.finished")
declare(Kind.ALTERATION, "quiz.written")
declare(Kind.CONSULTATION, "quiz.result_viewed")
