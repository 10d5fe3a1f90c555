"""Dates of a sentence, as somebody told us. people/models.py re-exports it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class SentenceDateQuerySet(ScopedQuerySet):
    def standing(self) -> "SentenceDateQuerySet":
        """The newest word of each kind: not withdrawn, and nothing newer was told of the same kind."""
        return (
            self.filter(withdrawn_at=None)
            .order_by("person_id", "kind", "-told_on", "-recorded_at")
            .distinct("person_id", "kind")
        )


class SentenceDate(models.Model):
    """One date of a sentence with who says so and since when. Told, never worked out."""

    class Kind(models.TextChoices):
        HDC_ELIGIBILITY = "hdc_eligibility", _("Home detention curfew eligibility")
        PAROLE_ELIGIBILITY = "parole_eligibility", _("Parole eligibility")
        CONDITIONAL_RELEASE = "conditional_release", _("Conditional release")
        LICENCE_START = "licence_start", _("Licence start")
        LICENCE_EXPIRY = "licence_expiry", _("Licence expiry")
        SENTENCE_EXPIRY = "sentence_expiry", _("Sentence expiry")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="sentence_dates")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    source = models.CharField(max_length=60)
    told_on = models.DateField(help_text=_("The day of the letter or the entry that says so."))
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SentenceDateQuerySet.as_manager()
    scope = Scope(Permission.PERSON_VIEW, parties=("person__user",), party_view=Permission.RIGHTS_OWN)

    class Meta:
        ordering = ["-told_on", "-recorded_at"]
        indexes = [models.Index(fields=["person", "kind", "-told_on"], name="dates_of_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
