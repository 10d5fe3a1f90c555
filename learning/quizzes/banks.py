"""Banks of questions that courses share."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.keys import uuid7
from learning.courses.importer import Content


class Bank(models.Model):
    """Questions that quizzes of several courses draw from. Every writer reads it; writers of its prison change it.

    When a course is published its version takes the bank as it stands then, as a version never changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="+")
    title = models.CharField(_("name"), max_length=80)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.COURSE_WRITE)

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["establishment", "title"], name="bank_title_once_in_a_place")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("authoring:bank", args=[self.pk])


class BankQuestionQuerySet(ScopedQuerySet):
    def live(self) -> "BankQuestionQuerySet":
        return self.filter(retired_at=None)


class BankQuestion(models.Model):
    """One question of a bank. It is never changed: what is wrong is retired, and written anew."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    bank = models.ForeignKey(Bank, models.PROTECT, related_name="questions")
    content = models.JSONField(help_text=_("As the content schema says, without its code."))
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = BankQuestionQuerySet.as_manager()
    scope = Reference(Permission.COURSE_WRITE)

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


def with_bank(content: Content) -> Content:
    """The document of a course with the live questions of its bank among its own, as a version is written from it."""
    quiz = content["quiz"]
    if not quiz.get("bank"):
        return content
    rows = BankQuestion.objects.live().filter(bank=quiz["bank"])
    drawn = [{"code": f"bank-{n}", "bank": str(row.pk), **row.content} for n, row in enumerate(rows, 1)]
    return {**content, "quiz": {**quiz, "questions": [*quiz["questions"], *drawn]}}


def retired_of(bank: Any) -> set[Any]:
    """The questions of a bank that nobody is to be asked any more."""
    return set(BankQuestion.objects.filter(bank=bank).exclude(retired_at=None).values_list("pk", flat=True))
