"""Mentoring sessions: when a mentor is free, when a wing or an office keeps time for it, and the two meeting then."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Scope, ScopedQuerySet
from justice_portal.keys import uuid7
from mentoring.matching.models import Match, MatchedQuerySet
from mentoring.mentors.models import Mentor
from rehab.appointments.place_models import OpeningTime

Weekday = OpeningTime.Weekday


class Kind(models.TextChoices):
    """How the two are in touch; the same values as the ways that both can tick."""

    MEET = "meet", _("Face to face")
    PHONE = "phone", _("Phone call")
    VIDEO = "video", _("Video call")


class FreeHour(models.Model):
    """From when until when a mentor can keep sessions on one weekday, as they say themselves."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="free_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()

    objects = ScopedQuerySet.as_manager()
    scope = Scope(
        Permission.MENTOR_SUPERVISE,
        person=None,
        place="mentor__establishment",
        parties=("mentor__user",),
        party_view=Permission.MENTOR_OWN,
    )

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="free_hour_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="free_hour_on_one_of_seven_days"),
            models.UniqueConstraint(fields=["mentor", "weekday", "starts"], name="free_hour_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M} {self.ends:%H:%M}"


class SlotQuerySet(ScopedQuerySet):
    def open(self) -> "SlotQuerySet":
        return self.filter(closed_at=None)


class VisitSlot(models.Model):
    """A time on one weekday that a wing of a prison, or a probation office, keeps for mentoring: one room, one line, one link."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    establishment = models.ForeignKey(
        "justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="visit_slots"
    )
    wing = models.ForeignKey(
        "justice_portal.Wing", models.PROTECT, null=True, blank=True, related_name="visit_slots",
        help_text=_("Only people of this wing; none: people of the whole prison."),
    )  # fmt: skip
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="visit_slots"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()
    where = models.CharField(max_length=80, help_text=_("The room, or how the call is put through."))
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SlotQuerySet.as_manager()
    scope = Scope(Permission.MATCH_MANAGE, person=None, place="establishment", unit="delivery_unit")

    class Meta:
        ordering = ["weekday", "starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(establishment__isnull=False, delivery_unit=None)
                | Q(establishment=None, wing=None, delivery_unit__isnull=False),
                name="visit_slot_is_of_one_place",
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="visit_slot_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="visit_slot_on_one_of_seven_days"),
        ]
        indexes = [
            models.Index(fields=["establishment", "weekday"], condition=Q(closed_at=None), name="slots_of_prison"),
            models.Index(fields=["delivery_unit", "weekday"], condition=Q(closed_at=None), name="slots_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}, {self.where}"

    @property
    def place(self) -> object:
        return self.establishment or self.delivery_unit


class SessionQuerySet(MatchedQuerySet):
    to_match = "match__"

    def to_come(self) -> "SessionQuerySet":
        """Booked and not over, the next one first."""
        return self.filter(status="booked", ends_at__gt=clock.now()).order_by("starts_at", "id")

    def without_outcome(self) -> "SessionQuerySet":
        """Over, and nobody has written down what came of it; the oldest first."""
        return self.filter(status="booked", ends_at__lte=clock.now()).order_by("starts_at", "id")

    def for_page(self) -> "SessionQuerySet":
        """Everything that a page says of each, in one query."""
        return self.select_related("match__person", "mentor__mentor", "slot", "person", "said_by")


def _span() -> Func:
    return Func("starts_at", "ends_at", function="TSTZRANGE", output_field=DateTimeRangeField())


class MentoringSession(models.Model):
    """A person and their mentor meet, or talk, at a time that the mentor has free and the wing or office keeps for it."""

    class Status(models.TextChoices):
        BOOKED = "booked", _("Booked")
        KEPT = "kept", _("It took place")
        MISSED = "missed", _("It did not take place")
        CANCELLED = "cancelled", _("Called off")

    class Missed(models.TextChoices):
        """Why it did not take place. Not being let out is nobody's choice, and is never said to be."""

        NOT_LET = "not_let", _("The person was not let out, or had to be elsewhere")
        ILL = "ill", _("The person was ill")
        CHOSE = "chose", _("The person chose not to come")
        MENTOR = "mentor", _("The mentor could not come")
        PLACE = "place", _("The prison or office could not run it")
        LINE = "line", _("The call or the link did not work")
        UNKNOWN = "unknown", _("Nobody knows why")

    class Off(models.TextChoices):
        """Why it was called off. The last four are written by the product itself."""

        PERSON = "person", _("The person cannot come")
        MENTOR = "mentor", _("The mentor cannot come")
        PLACE = "place", _("The room, the line or the time cannot be used")
        STOPPED = "stopped", _("The mentoring is on a break or has ended")
        VETTING = "vetting", _("The mentor has to do a check first")
        MOVED = "moved", _("The person moved")
        APART = "apart", _("The two cannot meet")

    class Step(models.TextChoices):
        """What comes next: fixed choices, so that nothing is told between the lines (T40)."""

        AGAIN = "again", _("Meet again")
        GOAL = "goal", _("Work on a goal")
        MENTOR = "mentor", _("The mentor finds something out")
        PERSON = "person", _("The person tries something")
        STAFF = "staff", _("Ask staff for help")
        NONE = "none", _("Nothing for now")

    class Mood(models.TextChoices):
        """How it was for the person, said by them."""

        GREAT = "great", _("Very good")
        GOOD = "good", _("Good")
        FINE = "fine", _("All right")
        BAD = "bad", _("Not good")
        AWFUL = "awful", _("Bad")

    class Note(models.TextChoices):
        """Where the words for the person are: the rules of messages hold for them too (T63)."""

        NONE = "", _("No words")
        SHARED = "shared", _("The person reads it")
        HELD = "held", _("Staff read it first")
        KEPT = "kept", _("Only staff read it")

    MOVES = {
        Status.BOOKED: {Status.KEPT, Status.MISSED, Status.CANCELLED},
        Status.KEPT: {Status.MISSED},
        Status.MISSED: {Status.KEPT},
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    match = models.ForeignKey(Match, models.PROTECT, related_name="sessions")
    # The two of the match, kept here so that the database itself can refuse a second session at the same time.
    person = models.ForeignKey("justice_portal.Person", models.PROTECT, related_name="mentoring_sessions")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentoring_sessions")
    slot = models.ForeignKey(VisitSlot, models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.BOOKED)
    booked_at = models.DateTimeField(default=clock.now)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_in = models.ForeignKey("justice_portal.Establishment", models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    off_why = models.CharField(max_length=10, choices=Off.choices, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    missed_why = models.CharField(max_length=10, choices=Missed.choices, blank=True)
    next_step = models.CharField(max_length=10, choices=Step.choices, blank=True)
    shared_note = models.CharField(max_length=300, blank=True, help_text=_("The person reads this."))
    held_note = models.CharField(max_length=300, blank=True, help_text=_("Meant for the person; staff read it first."))
    note_state = models.CharField(max_length=10, choices=Note.choices, blank=True)
    staff_note = models.CharField(max_length=500, blank=True, help_text=_("Only staff read this."))
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    mood = models.CharField(max_length=10, choices=Mood.choices, blank=True)
    mood_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()
    scope = Scope(Permission.MATCH_VIEW, parties=("mentor",), made_in="made_in")

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [
            ExclusionConstraint(
                name="one_session_of_a_mentor_at_a_time",
                expressions=[(_span(), RangeOperators.OVERLAPS), ("mentor", RangeOperators.EQUAL)],
                condition=~Q(status="cancelled"),
            ),
            ExclusionConstraint(
                name="one_session_of_a_person_at_a_time",
                expressions=[(_span(), RangeOperators.OVERLAPS), ("person", RangeOperators.EQUAL)],
                condition=~Q(status="cancelled"),
            ),
            ExclusionConstraint(
                name="one_session_in_a_slot_at_a_time",
                expressions=[(_span(), RangeOperators.OVERLAPS), ("slot", RangeOperators.EQUAL)],
                condition=~Q(status="cancelled"),
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
            models.CheckConstraint(
                condition=(Q(status="missed") & ~Q(missed_why="")) | (~Q(status="missed") & Q(missed_why="")),
                name="session_missed_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(status="cancelled") & ~Q(off_why="")) | (~Q(status="cancelled") & Q(off_why="")),
                name="session_off_says_why",
            ),
            models.CheckConstraint(
                condition=Q(shared_note="") | Q(note_state="shared"), name="session_note_is_read_when_shared"
            ),
        ]
        indexes = [
            models.Index(fields=["match", "-starts_at"], name="sessions_of_match"),
            models.Index(fields=["status", "starts_at"], name="sessions_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at.astimezone(clock.LONDON):%d %b %Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("sessions:one", args=[self.pk])

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(clock.LONDON).date()

    @property
    def is_booked(self) -> bool:
        return self.status == self.Status.BOOKED

    @property
    def is_ahead(self) -> bool:
        """Whether it can still be called off."""
        return self.is_booked and self.starts_at > clock.now()

    @property
    def awaits_outcome(self) -> bool:
        return self.is_booked and self.starts_at <= clock.now()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60
