"""What is recorded about quizzes."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "quiz.started", "quiz.answered", "quiz.typed_in", "quiz.finished", "quiz.time_over")
declare(Kind.ALTERATION, "quiz.written", "quiz.time_set", "quiz.limit_lifted", "help.needed", "help.given")
declare(Kind.CONSULTATION, "quiz.result_viewed")
