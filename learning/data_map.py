"""What the models of this app decide about a person's data: see justice_portal/rights/decisions.py."""

from django.utils.translation import gettext_lazy as _

from justice_portal.rights.decisions import (
    Given,
    Keep,
    KeptBecause,
    NotAboutAPerson,
    Text,
    Withheld,
    decide,
    reference,
)
from justice_portal.rights.parts import name_part
from learning import models as learning

RECORD = Keep("record")

reference(
    learning.Course,
    learning.CourseFile,
    learning.CourseNeeds,
    learning.Draft,
    learning.QuestionImport,
    learning.Version,
    learning.Lesson,
    learning.Block,
    learning.Bank,
    learning.BankQuestion,
    learning.Quiz,
    learning.Question,
)
decide(
    learning.Enrolment,
    copy=Given(_("Your courses"), "course status enrolled_at is_own_choice due_on withdrawn_at made_in"),
    keep=RECORD,
)
decide(
    learning.CoursePlaces,
    copy=NotAboutAPerson(),
    keep=KeptBecause("how many places a course has in a prison, about nobody"),
)
decide(
    learning.WaitingPlace,
    copy=Given(_("Courses you waited for"), "course asked_at told_at ended_at ended made_in"),
    keep=RECORD,
)
decide(
    learning.Attempt,
    copy=Given(_("Your quizzes"), "quiz sort status started_at finished_at right pass_mark made_in"),
    keep=RECORD,
)
decide(
    learning.Answer,
    text={"response": Text.OWN},
    copy=Given(_("Your answers in quizzes"), "question response is_right answered_at"),
    keep=RECORD,
)
decide(
    learning.TimeAllowance,
    copy=Given(_("More time in quizzes"), "extra set_at"),
    keep=RECORD,
)
decide(
    learning.HelpFlag,
    copy=Given(_("When we saw that you were stuck"), "question raised_at settled_at"),
    keep=RECORD,
)
decide(
    learning.Mark,
    text={"points": Text.FIXED, "words": Text.TOLD},
    copy=Given(_("Marks from your tutor"), "points phrases words marked_at", author="marked_by"),
    keep=RECORD,
)
decide(
    learning.AnswerPhoto,
    text={"path": Text.FIXED, "sha256": Text.FIXED},
    copy=Given(_("Photos of what you wrote on paper"), "added_at"),
    keep=Keep("record", files=("path",)),
)
decide(
    learning.LearningFact,
    text={"result": Text.OWN, "claim_hash": Text.FIXED},
    copy=Given(_("What you did in courses"), "verb object_type result happened_at received_at made_in"),
    keep=RECORD,
)
decide(
    learning.CourseProgress,
    text={"done": Text.FIXED, "checks": Text.FIXED},
    copy=Given(_("How far you are"), "course lessons_done lessons_total best_right best_of last_at completed_at"),
    keep=RECORD,
)
OUTSIDE = _("What outside courses told us")
decide(
    learning.Provider,
    text={"name": Text.STAFF, "key": Text.FIXED, "secret_hash": Text.FIXED},
    copy=NotAboutAPerson(),
    keep=KeptBecause("who may use the record store: outside courses, not people"),
)
decide(
    learning.KnownActivity,
    text={"iri": Text.PUBLISHED, "iri_hash": Text.FIXED, "definition": Text.PUBLISHED},
    copy=NotAboutAPerson(),
    keep=KeptBecause("what an outside course is called, about nobody"),
)
decide(
    learning.KnownAs,
    copy=Withheld(_("Your name in outside courses"), _("It is a random number that only the course knows.")),
    keep=RECORD,
)
decide(
    learning.Statement,
    text={"said": Text.OWN},
    copy=Given(OUTSIDE, "said stored_at is_voided"),
    keep=RECORD,
)
decide(
    learning.StatementFile,
    text={"sha2": Text.FIXED, "content_type": Text.FIXED},
    copy=Given(_("Files that outside courses sent"), "content_type sha2"),
    keep=RECORD,
)
decide(
    learning.StatementKey,
    text={"claim_hash": Text.FIXED},
    copy=Withheld(_("Numbers of what outside courses told us"), _("They say nothing more than the list above.")),
    keep=RECORD,
)
decide(
    learning.Document,
    text={
        "place": Text.FIXED,
        "name": Text.OWN,
        "name_hash": Text.FIXED,
        "content_type": Text.FIXED,
    },
    copy=Given(_("Where you left off in outside courses"), "kind name updated_at"),
    keep=RECORD,
)
decide(
    learning.IssuerKey,
    text={"private": Text.FIXED},
    copy=NotAboutAPerson(),
    keep=KeptBecause("what badges are signed with, about nobody"),
)
decide(
    learning.Certificate,
    text={
        "code": Text.FIXED,
        "holder": Text.OWN,
        "title": Text.PUBLISHED,
        "lessons": Text.PUBLISHED,
        "language": Text.FIXED,
        "path": Text.FIXED,
        "sha256": Text.FIXED,
        "badge": Text.OWN,
    },
    copy=Given(_("Your certificates"), "code holder title level finished_on status withdrawn_at reason made_in"),
    keep=Keep("record", files=("path",)),
)
decide(
    learning.TaughtClass,
    text={"title": Text.TOLD, "room": Text.TOLD},
    copy=NotAboutAPerson(),
    keep=KeptBecause("a class on the timetable, about nobody"),
)
decide(
    learning.Meeting,
    copy=NotAboutAPerson(),
    keep=KeptBecause("when a class meets, about nobody"),
)
decide(
    learning.CancelledSession,
    text={"words": Text.TOLD},
    copy=NotAboutAPerson(),
    keep=KeptBecause("a day on which a class was not on, about nobody"),
)
decide(
    learning.ClassPlace,
    copy=Given(_("Your classes"), "taught_class joined_on left_on made_in"),
    keep=RECORD,
)
decide(
    learning.RegisterMark,
    copy=Given(_("Registers of your classes"), "taught_class on outcome marked_at made_in"),
    keep=RECORD,
)
decide(
    learning.OwnWord,
    text={"text": Text.OWN},
    copy=Given(_("What you said of a class"), "taught_class on text said_at"),
    keep=RECORD,
)
name_part(
    _("your learning"),
    "learning",
    "xapi",
    "certificate",
    "class",
    "attendance",
    "transcript",
    "class_report",
    "completion",
    "quiz",
    "course",
    "marking",
    "answer",
    "help",
    "practice",
    "draft",
    "bank",
    "lists",
    "desk",
)
