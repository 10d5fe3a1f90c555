"""Identity papers and the bank account: what a person has, what was asked for, where each one is."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.states import any_to_any


class Paper(models.Model):
    """One paper, or the bank account, of one person: how far it is and where it is kept."""

    class Kind(models.TextChoices):
        BANK = "bank", _("Bank account")
        BIRTH = "birth", _("Birth certificate")
        ADOPTION = "adoption", _("Adoption certificate")
        PASSPORT = "passport", _("Passport")
        DRIVING = "driving", _("Driving licence")
        MARRIAGE = "marriage", _("Marriage certificate")
        PARTNERSHIP = "partnership", _("Civil partnership certificate")
        DIVORCE = "divorce", _("Divorce certificate")
        PERMIT = "permit", _("Residence permit")
        DEED_POLL = "deed_poll", _("Change of name (deed poll)")
        CITIZEN_CARD = "citizen_card", _("Citizen card")

    class Status(models.TextChoices):
        WANTED = "wanted", _("Wanted")
        ASKED = "asked", _("Form sent")
        HELD = "held", _("Have it")
        REFUSED = "refused", _("Turned down")
        NOT_NEEDED = "not_needed", _("Not needed")

    class Place(models.TextChoices):
        PERSON = "person", _("With the person")
        PROPERTY = "property", _("In prison property")
        HOME = "home", _("At home or with family")
        PROBATION = "probation", _("With probation")

    MOVES = any_to_any(Status)

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    status = models.CharField(max_length=12, choices=Status.choices)
    kept = models.CharField(max_length=12, choices=Place.choices, blank=True)
    happened_on = models.DateField(help_text=_("When it came to this status."))
    expected_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LETTER_VIEW, made_in="made_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="paper_once_a_person")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("papers:paper", args=[self.person_id, self.kind])


class PaperStep(models.Model):
    """A paper came to a status on a day: written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="past")
    status = models.CharField(max_length=12, choices=Paper.Status.choices)
    happened_on = models.DateField()
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LETTER_VIEW, person="paper__person", made_in="paper__made_in")

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def person_id(self) -> object:
        return self.paper.person_id
