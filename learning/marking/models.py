"""What a tutor gave for an answer that no machine can mark."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

LONGEST_WORDS = 1000


class Phrase(models.TextChoices):
    """Kind words that are ready to pick: what went well, and what to do next."""

    CLEAR = "clear", _("You said it clearly.")
    WORK = "work", _("I can see how hard you worked.")
    OWN = "own", _("I like that you used your own words.")
    BETTER = "better", _("This is better than last time.")
    STOPS = "stops", _("Next time, check your full stops.")
    READ = "read", _("Read it out loud. You will hear what to change.")
    MORE = "more", _("Tell me a bit more next time.")
    TALK = "talk", _("Come and talk to me. We can do this one as a pair.")


class Mark(models.Model):
    """A tutor's mark for a long answer: points for each line of the rubric, and words to the person."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    answer = models.OneToOneField("learning.Answer", models.CASCADE, related_name="mark")
    points = models.JSONField(help_text=_("Points by the letter of the line of the rubric."))
    phrases = ArrayField(models.CharField(max_length=10, choices=Phrase.choices), default=list, blank=True)
    words = models.TextField(blank=True, max_length=LONGEST_WORDS)
    marked_at = models.DateTimeField(default=clock.now)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person="answer__attempt__person", made_in="answer__attempt__made_in")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def total(self) -> int:
        return sum(self.points.values())

    @property
    def kind_words(self) -> list[str]:
        """The phrases that were picked, in the reader's language."""
        return [str(Phrase(code).label) for code in self.phrases]


class AnswerPhoto(models.Model):
    """A photo of paper beside a long answer: what somebody wrote by hand, made anew by us."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    answer = models.ForeignKey("learning.Answer", models.CASCADE, related_name="photos")
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, person="answer__attempt__person", made_in="answer__attempt__made_in")

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def person_id(self) -> object:
        return self.answer.attempt.person_id
