"""Courses while they are written: drafts, and the pictures that go into them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, ScopedQuerySet
from justice_portal.keys import uuid7
from learning.courses.localised import Wording, say


class DraftQuerySet(ScopedQuerySet):
    def open(self) -> "DraftQuerySet":
        return self.filter(status__in=[Draft.Status.WRITING, Draft.Status.REVIEW, Draft.Status.AGREED])


class Draft(models.Model):
    """The next version of a course while it is written: one document, as a course file holds it.

    Learners never see it. When it is published, a version is written from it once, and that version never changes.
    """

    class Status(models.TextChoices):
        WRITING = "writing", _("Being written")
        REVIEW = "review", _("With a second person")
        AGREED = "agreed", _("Agreed")
        PUBLISHED = "published", _("Published")
        DROPPED = "dropped", _("Dropped")

    MOVES = {
        Status.WRITING: {Status.REVIEW, Status.DROPPED},
        Status.REVIEW: {Status.WRITING, Status.AGREED},
        Status.AGREED: {Status.WRITING, Status.PUBLISHED},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.SlugField(max_length=60, help_text=_("The code of the course."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WRITING)
    content = models.JSONField(help_text=_("As the content schema says, while it is written perhaps not whole."))
    edition = models.PositiveIntegerField(default=1, help_text=_("Goes up with each change: two people may write."))
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=clock.now)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    hard_reason = models.TextField(blank=True, max_length=500, help_text=_("Why its words are harder than its level."))
    review_words = models.TextField(blank=True, max_length=1000)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DraftQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["-edited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(status__in=["writing", "review", "agreed"]),
                name="one_open_draft_of_a_course",
            )
        ]

    def __str__(self) -> str:
        return self.name.text

    def get_absolute_url(self) -> str:
        return reverse("authoring:draft", args=[self.pk])

    @property
    def name(self) -> Wording:
        return say(self.content["title"])

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.WRITING, self.Status.REVIEW, self.Status.AGREED}

    @property
    def can_be_written(self) -> bool:
        return self.status == self.Status.WRITING

    def lesson(self, code: str) -> dict[str, Any] | None:
        return next((one for one in self.content["lessons"] if one["code"] == code), None)
