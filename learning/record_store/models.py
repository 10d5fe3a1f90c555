"""The learning record store: what people did, as facts that are never changed, and what they add up to."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.history.keeping import NotKept


class Verb(models.TextChoices):
    """What was done. The values are the last words of the ADL vocabulary's addresses."""

    REGISTERED = "registered", _("Started the course")
    COMPLETED = "completed", _("Finished")
    ANSWERED = "answered", _("Answered")
    ATTEMPTED = "attempted", _("Started the quiz")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed yet")

    @property
    def iri(self) -> str:
        return f"http://adlnet.gov/expapi/verbs/{self.value}"


class ObjectType(models.TextChoices):
    COURSE = "course", _("Course")
    LESSON = "lesson", _("Lesson")
    BLOCK = "block", _("Check yourself")
    QUIZ = "quiz", _("Quiz")
    QUESTION = "question", _("Question")


class LearningFact(models.Model):
    """One thing that a person did, shaped like an xAPI statement: append only, and one fact for one id.

    The id is made where the fact happened (a page, a device), so that the same fact sent twice is one fact.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="learning_facts")
    verb = models.CharField(max_length=12, choices=Verb.choices)
    object_type = models.CharField(max_length=10, choices=ObjectType.choices)
    object_id = models.UUIDField()
    enrolment = models.ForeignKey(  # xAPI: context.registration
        "learning.Enrolment", models.PROTECT, null=True, blank=True, related_name="facts"
    )
    version = models.ForeignKey("learning.Version", models.PROTECT, null=True, blank=True, related_name="+")
    attempt_id = models.UUIDField(null=True, blank=True, help_text=_("The try at a quiz that it belongs to."))
    sequence = models.PositiveIntegerField(null=True, blank=True, help_text=_("Counted by the device, per attempt."))
    result = models.JSONField(default=dict, help_text=_("response, success, score, completion: as in xAPI."))
    happened_at = models.DateTimeField(help_text=_("By the clock where it happened."))
    received_at = models.DateTimeField(default=clock.now)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    told_by = models.ForeignKey(  # xAPI: authority
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    claim_hash = models.CharField(max_length=64, help_text=_("Tells the same fact sent twice from another one."))

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["enrolment", "object_id"], name="facts_of_enrolment"),
            models.Index(fields=["person", "-happened_at"], name="facts_of_person"),
        ]
        triggers = [  # a fact stays what it is; whose it is follows when two records of one person are joined
            pgtrigger.ReadOnly(name="facts_stay", exclude=["person"]),
            pgtrigger.Protect(name="facts_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class ProgressQuerySet(ScopedQuerySet):
    def live(self) -> "ProgressQuerySet":
        return self.filter(is_live=True)


class CourseProgress(models.Model):
    """How far someone is with a course: a fold of the facts of one enrolment, kept so that lists need not add up.

    `manage.py rebuild_progress` works it out again from the facts and must find nothing to change.
    """

    enrolment = models.OneToOneField("learning.Enrolment", models.CASCADE, primary_key=True, related_name="progress")
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="course_progress")
    course = models.ForeignKey("learning.Course", models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    # Where the person is now, kept beside the figures so that a class list of 10,000 needs no join. It only narrows a
    # list: who may see the row is asked of access.py, as ever.
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    wing = models.ForeignKey(
        "justice_portal.Wing", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    is_live = models.BooleanField(default=True, help_text=_("The course is still on the person's list."))
    done = models.JSONField(default=dict, help_text=_("What was done, and when first."))
    checks = models.JSONField(default=dict, help_text=_("The last answer to each check-yourself question, and when."))
    lessons_done = models.PositiveSmallIntegerField(default=0)
    lessons_total = models.PositiveSmallIntegerField()
    next_lesson = models.PositiveSmallIntegerField(default=1, help_text=_("Counted from 1; 0 when all are done."))
    best_right = models.PositiveSmallIntegerField(null=True, blank=True)
    best_of = models.PositiveSmallIntegerField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")
    history = NotKept("Worked out from facts, and can be worked out again.")

    class Meta:
        verbose_name_plural = "course progress"
        indexes = [
            models.Index(
                "establishment",
                models.F("last_at").desc(nulls_last=True),
                "enrolment",
                condition=Q(is_live=True),
                name="progress_newest_first",
            ),
            models.Index(
                fields=["establishment", "wing", "course"],
                include=["person", "last_at", "completed_at", "lessons_done"],
                condition=Q(is_live=True),
                name="progress_totals",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lessons_done} of {self.lessons_total}"

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None
