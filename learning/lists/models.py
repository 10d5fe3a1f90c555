"""A list that somebody asked for on paper."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class ListPrint(models.Model):
    """A list as a PDF: theirs alone who asked for it, and only for the day."""

    class Status(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        DROPPED = "dropped", _("Thrown away")

    MOVES = {Status.MAKING: {Status.READY, Status.DROPPED}, Status.READY: {Status.DROPPED}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.SlugField(max_length=20)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    wanted = models.JSONField(default=dict, help_text=_("How the list was narrowed."))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAKING)
    job = models.ForeignKey("justice_portal.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    subjects = ArrayField(models.UUIDField(), default=list, help_text=_("The people who are on it."))
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.LEARNING_ASSIGN, person=None, parties=("asked_by",))

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(path="") & Q(ready_at__isnull=False)), name="ready_list_has_its_file"
            ),
            models.CheckConstraint(condition=~Q(status="dropped") | Q(path=""), name="dropped_list_has_no_file"),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.asked_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("lists:print", args=[self.pk])

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def code(self) -> str:
        """Finds it again and says nothing about anybody: the random end of its key."""
        end = str(self.pk).replace("-", "")[-8:].upper()
        return f"{end[:4]} {end[4:]}"
