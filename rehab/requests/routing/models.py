"""What can be asked for, and who answers it in which prison."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import REFERENCE, Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7


class Department(models.Model):
    """Who answers requests in one prison: the visits hall, health care, a wing's staff.

    What is asked of a private one is read by its members and by nobody else of the staff.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="departments")
    name = models.CharField(max_length=60)
    name_welsh = models.CharField(max_length=60, blank=True)
    is_private = models.BooleanField(default=False, help_text=_("Only its members read what is asked of it."))

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["establishment", "name"], name="department_once_in_a_prison")]

    def __str__(self) -> str:
        return (get_language() == "cy" and self.name_welsh) or self.name


class MemberQuerySet(ScopedQuerySet):
    def live(self) -> "MemberQuerySet":
        return self.filter(ended_at=None, user__is_active=True)


class DepartmentMember(models.Model):
    """A manager said that this user answers for a department. Heads hear of what is late."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    department = models.ForeignKey(Department, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="departments")
    is_head = models.BooleanField(default=False)
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MemberQuerySet.as_manager()
    scope = Scope(Permission.REQUEST_SETUP, person=None, place="department__establishment")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "user"], condition=Q(ended_at=None), name="member_once_in_a_department"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.department_id}"


class RequestType(models.Model):
    """A kind of request with the few questions that its form asks. The words are the same in every prison."""

    class Urgency(models.IntegerChoices):
        NOW = 1, _("Now")
        SOON = 2, _("Soon")
        NORMAL = 3, _("In its turn")

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_welsh = models.CharField(max_length=60)
    about = models.CharField(max_length=140, help_text=_("What it is for, in a few words."))
    about_welsh = models.CharField(max_length=140)
    icon = models.CharField(max_length=20, default="requests")
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.NORMAL)
    days = models.PositiveSmallIntegerField(help_text=_("Days until the answer is due, where a prison says no other."))
    questions = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)
    is_on = models.BooleanField(default=True)

    objects = ScopedQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return (get_language() == "cy" and self.name_welsh) or self.name

    @property
    def in_short(self) -> str:
        """What it is for, in the reader's language."""
        return (get_language() == "cy" and self.about_welsh) or self.about


class RouteQuerySet(ScopedQuerySet):
    def live(self, establishment: Any) -> "RouteQuerySet":
        """What can be asked for in a prison now, in order."""
        rows = self.filter(establishment=establishment, is_on=True, type__is_on=True)
        return rows.select_related("type", "department").order_by("type__order", "type__code")


class RequestRoute(models.Model):
    """Whether a type is on in one prison, which department answers it there, and in how many days."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    type = models.ForeignKey(RequestType, models.PROTECT, related_name="routes")
    establishment = models.ForeignKey("justice_portal.Establishment", models.PROTECT, related_name="request_routes")
    department = models.ForeignKey(Department, models.PROTECT, related_name="routes")
    days = models.PositiveSmallIntegerField()
    is_on = models.BooleanField(default=True)

    objects = RouteQuerySet.as_manager()
    scope = REFERENCE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "establishment"], name="one_route_of_a_type_in_a_prison")
        ]

    def __str__(self) -> str:
        return f"{self.type_id} in {self.establishment_id}"
