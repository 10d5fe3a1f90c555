"""Question sets and what was answered to them.

A set is versioned and never changed once loaded, so that an answer always stays with the words it answered.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from rehab.assessments.questionnaire import Questionnaire, read
from rehab.care.pathways import Pathway


class QuestionSetQuerySet(ScopedQuerySet):
    def newest(self, pathway: str, source: str) -> "QuestionSet | None":
        """The set in use for a pathway: the highest version of that source."""
        return self.filter(pathway=pathway, source=source).order_by("-version").first()


class QuestionSet(models.Model):
    """The questions of one pathway in one version: pages, questions, options and the way between pages.

    content has the shape of data/assessment-schema.json.
    """

    class Source(models.TextChoices):
        OWN = "own", _("Our own plain words")
        NATIONAL = "national", _("National service")

    id = models.UUIDField(primary_key=True, default=uuid7)
    pathway = models.CharField(max_length=20, choices=Pathway.choices)
    version = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=Source.choices)
    content = models.JSONField()
    questions = models.PositiveIntegerField(help_text=_("How many questions, nested ones counted."))
    loaded_at = models.DateTimeField(default=clock.now)

    objects = QuestionSetQuerySet.as_manager()
    scope = Reference()

    class Meta:
        ordering = ["pathway", "source", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["pathway", "version", "source"], name="question_set_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_pathway_display()}, version {self.version}"

    def asked(self) -> Questionnaire:
        """The set in the reader's language."""
        return read(self.content)


class Side(models.TextChoices):
    """Whose answers."""

    PERSON = "person", _("The person")
    STAFF = "staff", _("Staff")


class AssessmentQuerySet(ScopedQuerySet):
    def open(self) -> "AssessmentQuerySet":
        return self.exclude(status=Assessment.Status.FINISHED)

    def with_sheets(self) -> "AssessmentQuerySet":
        """Everything that its pages show, in a fixed number of queries."""
        return self.select_related("person__user", "sent_by", "finished_by").prefetch_related(
            models.Prefetch("parts", AssessmentPart.objects.select_related("question_set", "skipped_by")),
            models.Prefetch("parts__sheets", AnswerSheet.objects.select_related("saved_by")),
        )


class Assessment(models.Model):
    """What a person needs, asked once near the start and once before they leave: seven pathways, two points of view."""

    class Kind(models.TextChoices):
        IMMEDIATE = "immediate", _("Immediate needs")
        PRE_RELEASE = "pre_release", _("Pre-release")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Being answered")
        SENT = "sent", _("Answered by the person")
        FINISHED = "finished", _("Finished")

    MOVES = {
        Status.DRAFT: {Status.SENT, Status.FINISHED},
        Status.SENT: {Status.FINISHED},
        Status.FINISHED: set[str](),
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.CharField(max_length=10, choices=QuestionSet.Source.choices, default=QuestionSet.Source.OWN)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = AssessmentQuerySet.as_manager()
    scope = Scope(Permission.ASSESSMENT_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=~Q(status="finished"), name="one_open_assessment_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("assessments:assessment", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status != self.Status.FINISHED

    def is_open_for(self, side: str) -> bool:
        """Whether answers of this side can still change: the person's are fixed once sent."""
        return self.status == self.Status.DRAFT or (side == Side.STAFF and self.is_open)


class AssessmentPart(models.Model):
    """One pathway of an assessment, on the version of the set that it is answered to."""

    class Skip(models.TextChoices):
        OASYS = "oasys", _("Done in OASys")
        OTHER_PRISON = "other_prison", _("Done in another prison")
        EARLY_RELEASE = "early_release", _("Early release")
        TRANSFER = "transfer", _("Transfer")
        OTHER = "other", _("Another reason")
        DECLINED = "declined", _("The person does not want to answer")

    id = models.UUIDField(primary_key=True, default=uuid7)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="parts")
    pathway = models.CharField(max_length=20, choices=Pathway.choices)
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="+")
    skip_reason = models.CharField(max_length=20, choices=Skip.choices, blank=True)
    skip_note = models.CharField(max_length=200, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    skipped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.ASSESSMENT_VIEW, person="assessment__person", made_in="assessment__made_in")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["assessment", "pathway"], name="pathway_once_in_an_assessment")]

    def __str__(self) -> str:
        return self.get_pathway_display()

    @property
    def person_id(self) -> object:
        return self.assessment.person_id

    def sheet(self, side: str) -> "AnswerSheet | None":
        """What this side has answered so far."""
        return next((sheet for sheet in self.sheets.all() if sheet.side == side), None)

    def values(self, side: str) -> dict[str, Any]:
        sheet = self.sheet(side)
        return sheet.values if sheet else {}


class AnswerSheet(models.Model):
    """What one side answered on one pathway.

    values: question id to option id, list of option ids or text; "QUESTION.OPTION" for the words beside an option.
    set_aside: answers that a newer version of the set no longer asks for, as {question, answer}.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    part = models.ForeignKey(AssessmentPart, models.CASCADE, related_name="sheets")
    side = models.CharField(max_length=10, choices=Side.choices)
    values = models.JSONField(default=dict)
    set_aside = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.ASSESSMENT_VIEW, person="part__assessment__person", made_in="part__assessment__made_in")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["part", "side"], name="one_sheet_a_side")]

    def __str__(self) -> str:
        return self.get_side_display()

    @property
    def person_id(self) -> object:
        return self.part.assessment.person_id
