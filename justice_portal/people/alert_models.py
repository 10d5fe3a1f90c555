"""Alerts: what staff must know first about a person. The room's models.py re-exports them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class AlertCode(models.Model):
    """A kind of alert, from the national list (213 codes of 20 types)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=12, unique=True)
    type_code = models.CharField(max_length=4)
    type_name = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["type_name", "name"]

    def __str__(self) -> str:
        return self.name


class AlertQuerySet(ScopedQuerySet):
    def live(self) -> "AlertQuerySet":
        today = clock.today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today, ended_at=None)


class Alert(models.Model):
    """Something that staff must know first about a person."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="alerts")
    code = models.ForeignKey(AlertCode, models.PROTECT, related_name="+")
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True, help_text=_("The last day, if it is known."))
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()
    scope = Scope(Permission.ALERT_VIEW)

    class Meta:
        ordering = ["-starts_on", "-id"]

    def __str__(self) -> str:
        return str(self.code_id)

    @property
    def is_live(self) -> bool:
        today = clock.today()
        return not self.ended_at and self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)
