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
from justice_portal.errors import DomainError
from rehab.appointments.models import MeetingPlace, OpeningTime

#: Weekday (Monday is 0) -> from when until when.
Hours = dict[int, list[tuple[time, time]]]


@action(needs=Permission.MEETING_PLACE_EDIT)
def add_place(of: type[MeetingPlace], *, key: UUID, facts: dict[str, Any], hours: Hours, by: Any) -> MeetingPlace:
    if done := of.objects.filter(pk=key).first():
        return done
    place = save_place(MeetingPlace(pk=key, **facts))
    set_hours(place, hours)
    record(by, "appointment.place_added", place)
    return place


@action(needs=Permission.MEETING_PLACE_EDIT)
def change_place(place: MeetingPlace, *, facts: dict[str, Any], hours: Hours, by: Any) -> MeetingPlace:
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


def set_hours(place: MeetingPlace, hours: Hours) -> None:
    place.opening_times.all().delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(place=place, weekday=day, opens=opens, closes=closes)
        for day, times in hours.items()
        for opens, closes in times
    )
