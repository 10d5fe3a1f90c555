"""Files of questions that a writer sent, and what came of each."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.history.keeping import NotKept
from justice_portal.keys import uuid7
from learning.authoring.incoming.outcome import FileProblem


class QuestionImport(models.Model):
    """A file of questions that was sent into a draft. The file goes once it is read; the report stays."""

    class Status(models.TextChoices):
        READING = "reading", _("Being read")
        DONE = "done", _("Read")
        REFUSED = "refused", _("Not used")

    MOVES = {Status.READING: {Status.DONE, Status.REFUSED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    draft = models.ForeignKey("learning.Draft", models.CASCADE, related_name="imports")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READING)
    name = models.CharField(max_length=80, help_text=_("What the file was called."))
    path = models.CharField(max_length=200, blank=True, help_text=_("Where the file waits to be read."))
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    problem = models.CharField(max_length=10, choices=FileProblem.choices, blank=True)
    report = models.JSONField(
        default=dict, help_text=_("What was taken, what was not and why, and addresses left out.")
    )
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.COURSE_WRITE)
    history = NotKept("Written when a file comes and once when it is read; the draft keeps its own history.")

    class Meta:
        ordering = ["-added_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="refused", read_at__isnull=False) & ~Q(problem="")
                | Q(status="done", read_at__isnull=False, problem="")
                | Q(status="reading", read_at=None, problem=""),
                name="read_file_says_what_came_of_it",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("authoring:import", args=[self.pk])

    @property
    def taken(self) -> list[Any]:
        """What each taken question is called, its kind and its code."""
        return list(self.report.get("taken", []))
