"""Places to meet are reference data: added and changed by managers and administrators."""

from datetime import time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

import rehab.appointments.events  # noqa: F401
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.editing import refuse_unseen
from justice_portal.errors import DomainError
from rehab.appointments.models import MeetingPlace, OpeningTime

#: Weekday (Monday is 0) -> from when until when.
Hours = dict[int, list[tuple[time, time]]]
FACTS = ("name", "name_welsh", "address", "postcode", "phone", "way", "way_welsh", "delivery_unit", "is_open",
         "is_for_meetings")  # fmt: skip


@action(needs=Permission.MEETING_PLACE_EDIT)
def add_place(of: type[MeetingPlace], *, key: UUID, facts: dict[str, Any], hours: Hours, by: Any) -> MeetingPlace:
    if done := of.objects.filter(pk=key).first():
        return done
    place = save_place(MeetingPlace(pk=key, **facts))
    set_hours(place, hours)
    record(by, "appointment.place_added", place)
    return place


@action(needs=Permission.MEETING_PLACE_EDIT)
def change_place(
    place: MeetingPlace, *, facts: dict[str, Any], hours: Hours, seen: str | None = None, by: Any
) -> MeetingPlace:
    """seen: the stamp of what the page showed."""
    place = MeetingPlace.objects.select_for_update(no_key=True, of=("self",)).get(pk=place.pk)
    now = place_now(place)
    if now == now | facts | hours_in_words(hours):
        return place
    refuse_unseen(seen, now)
    for name, value in facts.items():
        setattr(place, name, value)
    save_place(place)
    set_hours(place, hours)
    record(by, "appointment.place_changed", place, is_open=place.is_open)
    return place


def save_place(place: MeetingPlace) -> MeetingPlace:
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError:
        raise DomainError(_("There is a place of this name and postcode already.")) from None
    return place


def place_now(place: MeetingPlace) -> dict[str, Any]:
    """A place as its form asks for it."""
    week: Hours = {}
    for one in place.opening_times.all():
        week.setdefault(one.weekday, []).append((one.opens, one.closes))
    return {name: getattr(place, name) for name in FACTS} | hours_in_words(week)


def hours_in_words(hours: Hours) -> dict[str, str]:
    """As staff write them, by the name of the field of each day."""
    days = OpeningTime.Weekday.values
    return {
        f"hours_{day}": ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in hours.get(day, ()))
        for day in days
    }


def set_hours(place: MeetingPlace, hours: Hours) -> None:
    place.opening_times.all().delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(place=place, weekday=day, opens=opens, closes=closes)
        for day, times in hours.items()
        for opens, closes in times
    )
