"""A learning plan: which courses come in which order, and why, as staff and the person agreed it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

MOST_LINES = 6


class LearningPlan(models.Model):
    """The one plan of a person. version: goes up when staff change it; what was agreed to is a version."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.OneToOneField("justice_portal.Person", models.PROTECT, related_name="learning_plan")
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_version = models.PositiveIntegerField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(max_length=500, blank=True, help_text=_("What the person would change."))
    words_at = models.DateTimeField(null=True, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_agreed(self) -> bool:
        return self.agreed_version == self.version


class PlannedCourse(models.Model):
    """One course of a plan, with why it is there."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(LearningPlan, models.CASCADE, related_name="lines")
    course = models.ForeignKey("learning.Course", models.PROTECT, related_name="planned")
    position = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person="plan__person", made_in="plan__made_in")

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "course"], name="course_planned_once"),
            models.UniqueConstraint(fields=["plan", "position"], name="one_planned_course_at_a_place"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
