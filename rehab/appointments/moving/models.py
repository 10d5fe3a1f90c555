"""What a person asks of an appointment to come: another time, or to call it off. rehab/models.py re-exports it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from rehab.appointments.models import Appointment


class MoveAskedQuerySet(ScopedQuerySet):
    def open(self) -> "MoveAskedQuerySet":
        """Nobody answered yet: the appointment that comes first is first."""
        return self.filter(status=MoveAsked.Status.ASKED).order_by("appointment__starts_at", "id")


class MoveAsked(models.Model):
    """A person asks to move an appointment or to call it off, with the reason; staff answer with theirs."""

    class Wants(models.TextChoices):
        MOVE = "move", _("Another day or time")
        CANCEL = "cancel", _("Call it off")

    class Why(models.TextChoices):
        WORK = "work", _("I am at work or on a course")
        ILL = "ill", _("I am ill")
        CARE = "care", _("I look after someone")
        TRAVEL = "travel", _("I cannot get there")
        CLASH = "clash", _("I have something else then")
        FAITH = "faith", _("A day of my faith")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        ASKED = "asked", _("Not answered yet")
        AGREED = "agreed", _("Yes")
        REFUSED = "refused", _("No")
        WITHDRAWN = "withdrawn", _("Taken back")

    MOVES = {Status.ASKED: {Status.AGREED, Status.REFUSED, Status.WITHDRAWN}}

    id = models.UUIDField(primary_key=True, default=uuid7)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="moves_asked")
    wants = models.CharField(max_length=6, choices=Wants.choices)
    why = models.CharField(max_length=6, choices=Why.choices)
    words = models.TextField(max_length=500, blank=True)
    # Of the appointment as it was when they asked, so that the answer can be read beside it later.
    was_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MoveAskedQuerySet.as_manager()
    scope = Scope(Permission.APPOINTMENT_VIEW, person="appointment__person", made_in="appointment__made_in")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"], condition=Q(status="asked"), name="one_open_ask_of_an_appointment"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["agreed", "refused"]) | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="an_ask_is_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_wants_display()}, {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return self.appointment.get_absolute_url()

    @property
    def person_id(self) -> object:
        return self.appointment.person_id

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.ASKED
