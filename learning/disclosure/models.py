"""The letter in which somebody tells an employer about a conviction, written part by part."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class DisclosureLetter(models.Model):
    """The one letter of a person, in their own words. version: goes up with each change."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.OneToOneField("justice_portal.Person", models.PROTECT, related_name="disclosure_letter")
    tell = models.TextField(max_length=600, blank=True)
    since = models.TextField(max_length=600, blank=True)
    offer = models.TextField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW)

    def __str__(self) -> str:
        return str(self.pk)


class LetterPrint(models.Model):
    """A PDF of a letter, of one page; none when it is too long. letter_version: of the letter that was set."""

    class Status(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        TOO_LONG = "too_long", _("Too long")

    MOVES = {Status.MAKING: {Status.READY, Status.TOO_LONG}, Status.READY: set(), Status.TOO_LONG: set()}

    id = models.UUIDField(primary_key=True, default=uuid7)
    letter = models.ForeignKey(DisclosureLetter, models.CASCADE, related_name="prints")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAKING)
    letter_version = models.PositiveIntegerField(default=0)
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.PLAN_VIEW, person="letter__person")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(path="") & Q(ready_at__isnull=False)),
                name="ready_letter_has_its_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def person_id(self) -> object:
        return self.letter.person_id

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_too_long(self) -> bool:
        return self.status == self.Status.TOO_LONG
