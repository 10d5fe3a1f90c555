"""Photos of letters and papers that belong to a person: decoded, made anew and kept without what a camera adds."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class Letter(models.Model):
    """One picture of a letter or paper. Shared by the person and the staff who make the plan with them."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("A letter")
        CERTIFICATE = "certificate", _("A certificate")
        IDENTITY = "identity", _("An ID")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LETTER_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("letters:letter", args=[self.pk])
