"""The CV: what somebody shows to an employer. It says nothing of prison."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from learning.cv.skills import Skill


class CV(models.Model):
    """The one CV of a person, in their own words. version: goes up with each change, of its jobs too."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.OneToOneField("justice_portal.Person", models.PROTECT, related_name="cv")
    about = models.TextField(max_length=400, blank=True)
    courses = ArrayField(models.SlugField(max_length=60), default=list, blank=True, help_text=_("Codes of courses."))
    training = models.TextField(max_length=300, blank=True, help_text=_("One line for each."))
    skills = ArrayField(models.CharField(max_length=12, choices=Skill.choices), default=list, blank=True)
    more_skills = models.TextField(max_length=200, blank=True, help_text=_("One line for each."))
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(max_length=100, blank=True)
    town = models.CharField(max_length=60, blank=True)
    helped = ArrayField(
        models.CharField(max_length=10),
        default=list,
        blank=True,
        help_text=_("Parts that staff wrote with the person."),
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW)

    class Meta:
        verbose_name = "CV"
        verbose_name_plural = "CVs"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def own_training(self) -> list[str]:
        return lines_of(self.training)

    @property
    def skill_words(self) -> list[str]:
        """The skills that were ticked, in the reader's language, then the person's own."""
        ticked = [str(Skill(code).label) for code in self.skills if code in Skill.values]
        return [*ticked, *lines_of(self.more_skills)]


class CVJob(models.Model):
    """One piece of work on a CV: outside, in prison or at home."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    cv = models.ForeignKey(CV, models.CASCADE, related_name="jobs")
    what = models.CharField(max_length=60)
    where = models.CharField(max_length=60, blank=True)
    when = models.CharField(max_length=40, blank=True)
    did = models.TextField(max_length=250, blank=True)
    added_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person="cv__person")

    class Meta:
        verbose_name = "work on a CV"
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def person_id(self) -> object:
        return self.cv.person_id


class CVHelp(models.Model):
    """A part of a CV as staff wrote it beside the person. It is on the CV when the person agrees, and never before."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("The person has not looked yet")
        AGREED = "agreed", _("The person agreed")
        DECLINED = "declined", _("The person did not want it")
        REPLACED = "replaced", _("Written anew")

    MOVES = {Status.WAITING: {Status.AGREED, Status.DECLINED, Status.REPLACED}}

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="cv_helps")
    part = models.CharField(max_length=10)
    values = models.JSONField(help_text=_("What would stand in this part."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        verbose_name = "help with a CV"
        ordering = ["-written_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "part"], condition=Q(status="waiting"), name="one_waiting_help_for_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.status}"


class CVPrint(models.Model):
    """A PDF of a CV: of one page, or none when it is too long. cv_version: of the CV that was set."""

    class Status(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        TOO_LONG = "too_long", _("Too long")

    MOVES = {Status.MAKING: {Status.READY, Status.TOO_LONG}, Status.READY: set(), Status.TOO_LONG: set()}

    id = models.UUIDField(primary_key=True, default=uuid7)
    cv = models.ForeignKey(CV, models.CASCADE, related_name="prints")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAKING)
    cv_version = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person="cv__person")

    class Meta:
        verbose_name = "print of a CV"
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(path="") & Q(ready_at__isnull=False)), name="ready_cv_has_its_file"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def person_id(self) -> object:
        return self.cv.person_id

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_too_long(self) -> bool:
        return self.status == self.Status.TOO_LONG


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
