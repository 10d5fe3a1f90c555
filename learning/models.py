"""Only re-exports the rooms' models."""

from learning.attendance.models import CancelledSession, ClassPlace, Meeting, OwnWord, RegisterMark, TaughtClass
from learning.authoring.incoming.models import QuestionImport
from learning.authoring.models import Draft
from learning.certificates.models import Certificate, IssuerKey
from learning.cmi5.models import Launch, Registration
from learning.courses.models import Block, Course, CourseFile, Enrolment, Lesson, Version
from learning.courses.terms import CourseNeeds, CoursePlaces, WaitingPlace
from learning.cv.models import CV, CVHelp, CVJob, CVPrint
from learning.disclosure.models import DisclosureLetter, LetterPrint
from learning.lists.models import ListPrint
from learning.marking.models import AnswerPhoto, Mark
from learning.packages.models import Package, PackageFile, PackageOpening, PackageTry
from learning.planning.models import LearningPlan, PlannedCourse
from learning.quizzes.banks import Bank, BankQuestion
from learning.quizzes.models import Answer, Attempt, HelpFlag, Question, Quiz, TimeAllowance
from learning.record_store.models import CourseProgress, LearningFact
from learning.review.models import ReviewGo, ReviewOff
from learning.vacancies.models import KeptVacancy, Vacancy
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
    "CV",
    "Answer",
    "AnswerPhoto",
    "Attempt",
    "Bank",
    "BankQuestion",
    "Block",
    "CVHelp",
    "CVJob",
    "CVPrint",
    "CancelledSession",
    "Certificate",
    "ClassPlace",
    "Course",
    "CourseFile",
    "CourseNeeds",
    "CoursePlaces",
    "CourseProgress",
    "DisclosureLetter",
    "Document",
    "Draft",
    "Enrolment",
    "HelpFlag",
    "IssuerKey",
    "KeptVacancy",
    "KnownActivity",
    "KnownAs",
    "Launch",
    "LearningFact",
    "LearningPlan",
    "Lesson",
    "LetterPrint",
    "ListPrint",
    "Mark",
    "Meeting",
    "OwnWord",
    "Package",
    "PackageFile",
    "PackageOpening",
    "PackageTry",
    "PlannedCourse",
    "Provider",
    "Question",
    "QuestionImport",
    "Quiz",
    "RegisterMark",
    "Registration",
    "ReviewGo",
    "ReviewOff",
    "Statement",
    "StatementFile",
    "StatementKey",
    "TaughtClass",
    "TimeAllowance",
    "Vacancy",
    "Version",
    "WaitingPlace",
]
