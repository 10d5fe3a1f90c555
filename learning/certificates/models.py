"""Certificates: what somebody may show to anybody, which says nothing of where it was earned."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, Scope, ScopedQuerySet
from justice_portal.history.keeping import Kept
from justice_portal.keys import uuid7
from learning.courses.localised import LocalisedTextField, Wording, say
from learning.courses.models import Level

#: No letter that looks like a number, or like another letter: it is read from paper and typed.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LONG = 12


def new_code() -> str:
    """A number for a certificate that cannot be guessed or counted (T20): 58 bits."""
    return "".join(secrets.choice(LETTERS) for _letter in range(LONG))


class IssuerKey(models.Model):
    """A key that badges are signed with, sealed. The newest signs; with the older ones nothing is signed any more."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    private = models.TextField(help_text=_("Sealed."))
    made_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.ACCOUNT_MANAGE)
    history = Kept(hidden=("private",))

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class CertificateQuerySet(ScopedQuerySet):
    def standing(self) -> "CertificateQuerySet":
        return self.exclude(status=Certificate.Status.WITHDRAWN)


class Certificate(models.Model):
    """That somebody finished a course whose quiz was marked here: as a paper, and as a signed badge.

    What it says is written down as it was then. subject: a random number that stands for the person in the badge.
    """

    class Status(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Reason(models.TextChoices):
        MISTAKE = "mistake", _("It was made by mistake")
        NAME = "name", _("The name on it is wrong")
        NOT_OWN = "not_own", _("It was not their own work")

    MOVES = {
        Status.MAKING: {Status.READY, Status.WITHDRAWN},
        Status.READY: {Status.WITHDRAWN},
        Status.WITHDRAWN: set(),
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=LONG, unique=True, default=new_code)
    subject = models.UUIDField(unique=True)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="certificates")
    enrolment = models.ForeignKey("learning.Enrolment", models.PROTECT, related_name="certificates")
    attempt = models.ForeignKey("learning.Attempt", models.PROTECT, related_name="certificates")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAKING)
    holder = models.CharField(max_length=200, help_text=_("The name that stands on it."))
    title = LocalisedTextField()
    level = models.CharField(max_length=10, choices=Level.choices)
    lessons = models.JSONField(default=list, help_text=_("What the course taught, in its language."))
    language = models.CharField(max_length=5)
    finished_on = models.DateField()
    asked_at = models.DateTimeField(default=clock.now)
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    badge = models.JSONField(null=True, blank=True, help_text=_("The signed badge."))
    ready_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")

    objects = CertificateQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_VIEW, made_in="made_in")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=~Q(status="withdrawn"), name="one_standing_certificate_of_a_course"
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(path="") & Q(badge__isnull=False) & Q(ready_at__isnull=False)),
                name="ready_certificate_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("certificates:of", args=[self.enrolment_id])

    @property
    def name(self) -> Wording:
        return say(self.title)

    @property
    def code_as_read(self) -> str:
        """In fours, as it stands on paper."""
        return " ".join(self.code[at : at + 4] for at in range(0, LONG, 4))

    @property
    def address(self) -> str:
        """Where anybody can check it."""
        return settings.SITE_URL + reverse("certificates:check", args=[self.code])

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN
