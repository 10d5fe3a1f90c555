"""The safety card: what a person wrote down for the days when things feel too much."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7

LONGEST = 300


class SafetyCard(models.Model):
    """One person's own card. No staff open it; that its words sound like danger is told as it is with all words of theirs."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.OneToOneField("justice_portal.Person", models.PROTECT, related_name="safety_card")
    signs = models.CharField(_("How I see that a hard day is near"), max_length=LONGEST, blank=True)
    helps = models.CharField(_("What helps me"), max_length=LONGEST, blank=True)
    people = models.CharField(_("Who I can talk to"), max_length=LONGEST, blank=True)
    around = models.CharField(_("How I make it safe around me"), max_length=LONGEST, blank=True)
    reasons = models.CharField(_("What I live for"), max_length=LONGEST, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.SAFETY_CARD_OWN)

    def __str__(self) -> str:
        return f"Safety card of {self.person_id}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What was written, each under its heading."""
        fields = [self._meta.get_field(name) for name in WRITTEN]
        return [(str(one.verbose_name), getattr(self, one.name)) for one in fields if getattr(self, one.name)]


WRITTEN = ("signs", "helps", "people", "around", "reasons")
