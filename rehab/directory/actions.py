"""Keeping the list of local services: one by one, by a list that somebody sent, and making sure that it is still true."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

import rehab.directory.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission, may
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.editing import refuse_unseen
from justice_portal.errors import DomainError
from rehab.appointments.models import MeetingPlace, OpeningTime
from rehab.appointments.place_actions import Hours, hours_in_words, save_place, set_hours
from rehab.directory.hours import week_of
from rehab.directory.importer import Fact
from rehab.directory.loading import Load, Planner, put, service_now
from rehab.directory.models import Service

PLACE = ["name", "name_welsh", "address", "postcode", "phone"]
SERVICE = [
    "source_key", "what", "what_welsh", "needs", "area", "languages", "access", "access_welsh", "checked_on", "checked_by",
    "review_on",
]  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    added: int
    changed: int
    same: int


@action(needs=Permission.SERVICE_EDIT)
def add_service(
    of: type[Service], *, key: UUID, place: dict[str, Any], hours: Hours, facts: dict[str, Any], by: Any
) -> Service:
    """Whoever writes a service down has just made sure of it."""
    if done := of.objects.filter(pk=key).first():
        return done
    at = MeetingPlace.objects.filter(name=place["name"], postcode=place["postcode"]).first()
    if at and of.objects.filter(place=at).exists():
        raise DomainError(_("This service is on the list already."))
    at = _keep_place(at or MeetingPlace(is_for_meetings=False), place, hours, by)
    today = clock.today()
    service = of.objects.create(
        pk=key, place=at, **facts, checked_on=today, checked_by=_user(by), review_on=Service.next_review(today)
    )
    record(by, "directory.service_added", service)
    return service


@action(needs=Permission.SERVICE_EDIT)
def change_service(
    service: Service, *, place: dict[str, Any], hours: Hours, facts: dict[str, Any], seen: str | None = None, by: Any
) -> Service:
    """seen: the stamp of what the page showed."""
    at = MeetingPlace.objects.select_for_update(no_key=True, of=("self",)).get(pk=service.place_id)
    service = Service.objects.select_for_update(no_key=True, of=("self",)).get(pk=service.pk)
    service.place = at
    now = service_now(service)
    if now == now | place | facts | hours_in_words(hours):
        return service
    refuse_unseen(seen, now)
    _keep_place(service.place, place, hours, by)
    put(service, facts)
    service.save()
    record(by, "directory.service_changed", service, is_listed=service.is_listed)
    return service


@action(needs=Permission.SERVICE_EDIT)
def check_service(service: Service, *, by: Any) -> Service:
    """Somebody made sure today that all of it is still true: it is due again in half a year."""
    today = clock.today()
    if service.checked_on == today:
        return service
    old, service.review_on = service.review_on, Service.next_review(today)
    service.checked_on, service.checked_by = today, _user(by)
    service.save(update_fields=["checked_on", "checked_by", "review_on"])
    record(by, "directory.service_checked", service, old=old, new=service.review_on)
    return service


@action(needs=Permission.SERVICE_EDIT)
def load_services(of: type[Service], *, facts: list[Fact], by: Any) -> Loaded:
    """All rows or none. A row that is there already is brought up to date; what is in no row is left alone."""
    load = Planner(facts, may_edit_places=may(by, Permission.MEETING_PLACE_EDIT, MeetingPlace)).plan()
    try:
        with transaction.atomic():
            _write(of, load)
    except IntegrityError:
        raise DomainError(
            _("Somebody changed the list at the same time. Nothing was taken in. Send it again.")
        ) from None
    loaded = Loaded(len(load.added), len(load.changed), load.same)
    record(by, "directory.services_loaded", of, added=loaded.added, changed=loaded.changed, same=loaded.same)
    return loaded


def _write(of: type[Service], load: Load) -> None:
    MeetingPlace.objects.bulk_create(load.new_places)
    MeetingPlace.objects.bulk_update(load.places, PLACE, batch_size=500)
    OpeningTime.objects.filter(place__in=list(load.hours)).delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(place_id=place, weekday=day, opens=opens, closes=closes)
        for place, week in load.hours.items()
        for day, times in week.items()
        for opens, closes in times
    )
    of.objects.bulk_create(load.added)
    of.objects.bulk_update(load.changed, SERVICE, batch_size=500)


def _keep_place(place: MeetingPlace, facts: dict[str, Any], hours: Hours, by: Any) -> MeetingPlace:
    """The place as it is now. Where staff meet people, only who keeps those places may change it."""
    was_for_meetings = place.is_for_meetings
    week = {day: times for day, times in hours.items() if times}
    is_new, is_new_week = put(place, facts), week_of(place.opening_times.all()) != week
    if not (is_new or is_new_week):
        return place
    if (was_for_meetings or place.is_for_meetings) and not may(by, Permission.MEETING_PLACE_EDIT, MeetingPlace):
        raise DomainError(
            _("Staff book appointments at this place. Ask a manager to change its name, address, phone or hours.")
        )
    save_place(place)
    if is_new_week:
        set_hours(place, hours)
    return place


def _user(by: Any) -> Any:
    return by if by.pk else None
