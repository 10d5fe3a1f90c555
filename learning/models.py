"""Only re-exports the rooms' models."""

from learning.courses.models import Block, Course, Enrolment, Lesson, Version
from learning.marking.models import Mark
from learning.quizzes.models import Answer, Attempt, Question, Quiz
from learning.record_store.models import CourseProgress, LearningFact

__all__ = [
    "Answer",
    "Attempt",
    "Block",
    "Course",
    "CourseProgress",
    "Enrolment",
    "LearningFact",
    "Lesson",
    "Mark",
    "Question",
    "Quiz",
    "Version",
]
