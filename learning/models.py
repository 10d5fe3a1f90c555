"""Only re-exports the rooms' models."""

from learning.attendance.models import ClassPlace, OwnWord, RegisterMark, TaughtClass
from learning.authoring.models import Draft
from learning.certificates.models import Certificate, IssuerKey
from learning.courses.models import Block, Course, CourseFile, Enrolment, Lesson, Version
from learning.marking.models import Mark
from learning.quizzes.models import Answer, Attempt, HelpFlag, Question, Quiz, TimeAllowance
from learning.record_store.models import CourseProgress, LearningFact
from learning.xapi.models import (
    Document,
    KnownActivity,
    KnownAs,
    Provider,
    Statement,
    StatementFile,
    StatementKey,
)

__all__ = [
    "Answer",
    "Attempt",
    "Block",
    "Certificate",
    "ClassPlace",
    "Course",
    "CourseFile",
    "CourseProgress",
    "Document",
    "Draft",
    "Enrolment",
    "HelpFlag",
    "IssuerKey",
    "KnownActivity",
    "KnownAs",
    "LearningFact",
    "Lesson",
    "Mark",
    "OwnWord",
    "Provider",
    "Question",
    "Quiz",
    "RegisterMark",
    "Statement",
    "StatementFile",
    "StatementKey",
    "TaughtClass",
    "TimeAllowance",
    "Version",
]
