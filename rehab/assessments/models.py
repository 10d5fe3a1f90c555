"""Question sets: versioned, never changed once loaded, so that an answer always stays with the words it answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Reference, ScopedQuerySet
from justice_portal.keys import uuid7
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
