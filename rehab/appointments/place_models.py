"""Where people meet: an office with its address, its opening hours, and the way there in words."""

from datetime import date, datetime

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from justice_portal import clock
from justice_portal.access import Permission, Reference, ScopedQuerySet
from justice_portal.keys import uuid7
from justice_portal.people.names import words_key


class MeetingPlaceQuerySet(ScopedQuerySet):
    def in_use(self) -> "MeetingPlaceQuerySet":
        """Where staff may book a meeting: not every service of the directory is a place to meet."""
        return self.filter(is_open=True, is_for_meetings=True)

    def with_hours(self) -> "MeetingPlaceQuerySet":
        """With everything that a page says of a place, in two queries."""
        return self.prefetch_related("opening_times")


class MeetingPlace(models.Model):
    """A place outside prison where a person meets somebody: a probation office, a service, a library."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(_("name"), max_length=120)
    name_welsh = models.CharField(_("name in Welsh"), max_length=120, blank=True)
    address = models.CharField(
        _("address"), max_length=200, help_text=_("Street and town, as one would write it on a letter.")
    )
    postcode = models.CharField(_("postcode"), max_length=8)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    way = models.TextField(
        _("the way there"),
        max_length=1000,
        blank=True,
        help_text=_("The map in words: one step a line, from the station or the bus stop."),
    )
    way_welsh = models.TextField(_("the way there in Welsh"), max_length=1000, blank=True)
    delivery_unit = models.ForeignKey(
        "justice_portal.DeliveryUnit", models.PROTECT, null=True, blank=True, related_name="meeting_places"
    )
    is_open = models.BooleanField(_("in use"), default=True)
    is_for_meetings = models.BooleanField(_("staff book appointments here"), default=True)
    # Made by the database; a postcode is found with its gap and without.
    search_key = models.GeneratedField(
        expression=words_key("name", "name_welsh", "address", "postcode", Replace("postcode", Value(" "), Value(""))),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = MeetingPlaceQuerySet.as_manager()
    scope = Reference(Permission.APPOINTMENT_VIEW)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["name", "postcode"], name="meeting_place_once")]
        indexes = [GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="places_by_part_of_words")]

    def __str__(self) -> str:
        return (get_language() == "cy" and self.name_welsh) or self.name

    @property
    def steps(self) -> list[str]:
        """The map as text: each step of the way."""
        words = (get_language() == "cy" and self.way_welsh) or self.way
        return [line.strip() for line in words.splitlines() if line.strip()]

    @property
    def full_address(self) -> str:
        return ", ".join(part for part in (self.address, self.postcode) if part)

    def hours_on(self, day: date) -> list["OpeningTime"]:
        """When it is open on that day; empty when it is shut all day. No query after with_hours()."""
        return [one for one in self.opening_times.all() if one.weekday == day.weekday()]

    def is_open_at(self, starts_at: datetime, ends_at: datetime) -> bool | None:
        """Whether it is open all that time; None where nobody wrote down its hours."""
        if not self.opening_times.all():
            return None
        starts, ends = starts_at.astimezone(clock.LONDON), ends_at.astimezone(clock.LONDON)
        hours = self.hours_on(starts.date())
        is_one_day = starts.date() == ends.date()
        return is_one_day and any(one.opens <= starts.time() and ends.time() <= one.closes for one in hours)


class OpeningTime(models.Model):
    """From when until when a place is open on one weekday; a day without one is a day when it is shut."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = models.ForeignKey(MeetingPlace, models.CASCADE, related_name="opening_times")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()

    objects = ScopedQuerySet.as_manager()
    scope = Reference(Permission.APPOINTMENT_VIEW)

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="opens_before_it_closes"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_is_one_of_seven"),
            models.UniqueConstraint(fields=["place", "weekday", "opens"], name="opening_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M} {self.closes:%H:%M}"
