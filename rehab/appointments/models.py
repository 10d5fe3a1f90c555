"""Appointments: when, where and with whom a person meets somebody, and what came of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from rehab.appointments.place_models import MeetingPlace, OpeningTime

__all__ = ["Appointment", "MeetingPlace", "OpeningTime", "Reminder", "ReminderChoice"]


class AppointmentQuerySet(ScopedQuerySet):
    def planned(self) -> "AppointmentQuerySet":
        return self.filter(status=Appointment.Status.PLANNED)

    def to_come(self) -> "AppointmentQuerySet":
        """Planned and not over yet, the next one first."""
        return self.planned().filter(ends_at__gte=clock.now()).order_by("starts_at", "id")

    def without_outcome(self) -> "AppointmentQuerySet":
        """Over, and nobody has said yet whether the person came; the oldest first."""
        return self.planned().filter(ends_at__lt=clock.now()).order_by("starts_at", "id")

    def asked(self) -> "AppointmentQuerySet":
        """The person was asked what happened, and no decision is recorded."""
        return self.filter(status=Appointment.Status.ASKED)

    def ready_to_decide(self) -> "AppointmentQuerySet":
        """The person has answered, or the time to answer is over."""
        return self.asked().filter(Q(replied_at__isnull=False) | Q(reply_due_at__lte=clock.now()))

    def for_page(self) -> "AppointmentQuerySet":
        """Everything that a page says of each, in two queries whatever the number."""
        linked = ("person__establishment", "place", "staff", "also_with", "mentor", "made_in", "instead_of")
        return self.select_related(*linked).prefetch_related("place__opening_times")


class Appointment(models.Model):
    """One meeting of a person with staff, a mentor or a service."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("Face to face")
        PHONE = "phone", _("Phone call")
        VIDEO = "video", _("Video call")
        HOME = "home", _("Home visit")
        THREE_WAY = "three_way", _("Three-way meeting")

    class About(models.TextChoices):
        FIRST = "first", _("First meeting after prison")
        SUPERVISION = "supervision", _("Probation meeting")
        KEY_WORK = "key_work", _("Key work")
        HANDOVER = "handover", _("Plan for leaving prison")
        MENTORING = "mentoring", _("Mentoring")
        HOUSING = "housing", _("A place to live")
        MONEY = "money", _("Money and ID")
        HEALTH = "health", _("Health")
        RECOVERY = "recovery", _("Drugs and alcohol")
        WORK = "work", _("Work and learning")
        FAMILY = "family", _("Family and friends")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        KEPT = "kept", _("Attended")
        ASKED = "asked", _("Asked what happened")
        ACCEPTABLE = "acceptable", _("Acceptable absence")
        UNACCEPTABLE = "unacceptable", _("Unacceptable absence")
        CANCELLED = "cancelled", _("Cancelled")

    class Means(models.TextChoices):
        """How the person was asked, or answered."""

        PORTAL = "portal", _("On the portal")
        PHONE = "phone", _("By phone")
        OFFICE = "office", _("Face to face")
        LETTER = "letter", _("By letter")

    class Reply(models.TextChoices):
        CAME = "came", _("I was there")
        ILL = "ill", _("I was ill")
        TRAVEL = "travel", _("I could not get there")
        WORK = "work", _("I was at work or on a course")
        FAMILY = "family", _("My family needed me")
        NOT_LET = "not_let", _("I was not let out, or was moved")
        NOT_TOLD = "not_told", _("I did not know about it")
        FORGOT = "forgot", _("I forgot")
        OTHER = "other", _("Something else")

    class Instead(models.TextChoices):
        """Why somebody else meets the person."""

        AWAY = "away", _("They are away")
        CLASH = "clash", _("They have another meeting then")
        LEFT = "left", _("They work somewhere else now")

    #: Nobody is marked as absent who was not asked first. What was decided wrongly can be put right, in the person's favour.
    MOVES = {
        Status.PLANNED: {Status.KEPT, Status.ASKED, Status.CANCELLED},
        Status.ASKED: {Status.KEPT, Status.ACCEPTABLE, Status.UNACCEPTABLE, Status.CANCELLED},
        Status.UNACCEPTABLE: {Status.ACCEPTABLE, Status.KEPT},
        Status.ACCEPTABLE: {Status.KEPT},
        Status.KEPT: {Status.ASKED},
        Status.CANCELLED: set(),
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.CharField(max_length=12, choices=About.choices)
    is_required = models.BooleanField(default=True, help_text=_("The person must come; else it is their choice."))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.ForeignKey(MeetingPlace, models.PROTECT, null=True, blank=True, related_name="appointments")
    where = models.CharField(max_length=80, blank=True, help_text=_("The room or desk."))
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    also_with = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    service = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text=_("The number that is called."))
    bring = models.CharField(max_length=200, blank=True)
    # Given to another worker: whom the person would have met, and why they do not.
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    instead_why = models.CharField(max_length=5, choices=Instead.choices, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PLANNED)
    booked_at = models.DateTimeField(default=clock.now)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    # "What happened?": asked before any absence is decided.
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_how = models.CharField(max_length=8, choices=Means.choices, blank=True)
    reply_due_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, blank=True)
    reply_words = models.TextField(max_length=1000, blank=True)
    reply_how = models.CharField(max_length=8, choices=Means.choices, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=500, blank=True, help_text=_("Why it was decided or cancelled: told."))

    objects = AppointmentQuerySet.as_manager()
    scope = Scope(Permission.APPOINTMENT_VIEW, parties=("mentor",), made_in="made_in")

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(staff__isnull=False) | Q(mentor__isnull=False) | ~Q(service=""),
                name="appointment_is_with_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["asked", "acceptable", "unacceptable"])
                | Q(asked_at__isnull=False, reply_due_at__isnull=False),
                name="asked_before_an_absence",
            ),
            models.CheckConstraint(
                condition=~Q(status="unacceptable")
                | Q(replied_at__isnull=False, replied_at__lte=F("decided_at"))
                | Q(reply_due_at__lte=F("decided_at")),
                name="no_unacceptable_absence_before_a_reply_or_time_up",
            ),
            models.CheckConstraint(
                condition=~Q(status="unacceptable") | Q(is_required=True, decided_at__isnull=False),
                name="unacceptable_only_where_one_must_come",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-starts_at"], name="appointments_of_person"),
            models.Index(fields=["staff", "starts_at"], name="appointments_of_staff"),
            models.Index(fields=["status", "starts_at"], name="appointments_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}, {self.starts_at.astimezone(clock.LONDON):%d %b %Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("appointments:appointment", args=[self.pk])

    @property
    def is_planned(self) -> bool:
        return self.status == self.Status.PLANNED

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def may_reply(self) -> bool:
        """Whether the person can still say what happened: also after a decision, when they never did."""
        return self.replied_at is None and self.status in {self.Status.ASKED, self.Status.UNACCEPTABLE}

    @property
    def can_ask_to_move(self) -> bool:
        """Whether the person can still ask for another time, or to call it off."""
        return self.is_planned and self.starts_at > clock.now()

    @property
    def came_of_it(self) -> dict[str, Any]:
        """What is recorded and what the person said, for who decides at the same time."""
        return {
            "outcome": self.get_status_display(),
            "reason": self.reason,
            "reply": self.reply,
            "words": self.reply_words,
        }

    @property
    def is_ready_to_decide(self) -> bool:
        """Whether the person has answered, or had the time to."""
        is_up = self.reply_due_at is not None and self.reply_due_at <= clock.now()
        return self.status == self.Status.ASKED and (self.replied_at is not None or is_up)

    @property
    def with_names(self) -> list[str]:
        """With whom: people by name, services by theirs."""
        people = [one.name for one in (self.staff, self.also_with, self.mentor) if one]
        return [*people, *([self.service] if self.service else [])]

    @property
    def at(self) -> str:
        """Where, in one line; empty where the call or the home is the place."""
        if self.place:
            return str(self.place)
        return str(self.made_in) if self.made_in_id and self.kind in {self.Kind.OFFICE, self.Kind.THREE_WAY} else ""


class Reminder(models.Model):
    """One reminder of one appointment, by one way, for the day it is on: a change of day is reminded of again."""

    class Way(models.TextChoices):
        NOTICE = "notice", _("Notice on the portal")
        TEXT = "text", _("Text message")
        EMAIL = "email", _("Email")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")

    MOVES = {Status.WAITING: {Status.SENT, Status.FAILED}, Status.FAILED: {Status.SENT}, Status.SENT: set()}

    id = models.UUIDField(primary_key=True, default=uuid7)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="reminders")
    way = models.CharField(max_length=8, choices=Way.choices)
    for_day = models.DateField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    made_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.APPOINTMENT_VIEW, person="appointment__person", made_in="appointment__made_in")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "for_day", "way"], name="reminded_once_a_day_and_way")
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.for_day}"

    @property
    def person_id(self) -> object:
        return self.appointment.person_id


class ReminderChoice(models.Model):
    """Whether a person wants reminders on their own phone: nobody is sent texts against their will."""

    person = models.OneToOneField(
        "justice_portal.Person", models.CASCADE, primary_key=True, related_name="reminder_choice"
    )
    wants = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()
    scope = Scope(Permission.APPOINTMENT_VIEW)

    def __str__(self) -> str:
        return "on" if self.wants else "off"
