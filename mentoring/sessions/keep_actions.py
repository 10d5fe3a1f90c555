"""What sessions are booked from: a mentor's free hours, and the slots of a wing or an office."""

from datetime import time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import DeliveryUnit, Establishment, Wing
from mentoring.mentors.models import Mentor
from mentoring.sessions.following import call_off_all, that_cannot_be
from mentoring.sessions.models import FreeHour, Kind, VisitSlot
from mentoring.sessions.video import is_video_on

Hours = dict[int, list[tuple[time, time]]]


@action(needs=Permission.MENTOR_OWN)
def keep_free_hours(mentor: Mentor, *, hours: Hours, by: Any) -> list[FreeHour]:
    """When the mentor can keep sessions, in full. What is booked stays: it can be called off."""
    if mentor.user_id != by.pk:
        raise DomainError(_("Only the mentor can say this."))
    new = {(day, starts, ends) for day, spans in hours.items() for starts, ends in spans}
    kept = list(FreeHour.objects.select_for_update().filter(mentor=mentor))
    if {(one.weekday, one.starts, one.ends) for one in kept} == new:
        return kept
    FreeHour.objects.filter(mentor=mentor).delete()
    rows = [FreeHour(mentor=mentor, weekday=day, starts=starts, ends=ends) for day, starts, ends in sorted(new)]
    made = FreeHour.objects.bulk_create(rows)
    record(by, "sessions.free_hours_kept", mentor, before=len(kept), after=len(made))
    return made


@action(needs=Permission.MATCH_MANAGE)
def add_slot(
    place: Establishment | DeliveryUnit,
    *,
    key: UUID,
    weekday: int,
    starts: time,
    ends: time,
    kind: str,
    where: str,
    wing: Wing | None = None,
    by: Any,
) -> VisitSlot:
    """Keep a time for mentoring in this prison or office, each week, in one room or on one line."""
    column = "establishment" if isinstance(place, Establishment) else "delivery_unit"
    type(place).objects.select_for_update(no_key=True).get(pk=place.pk)  # two that add one room at once: one waits
    if done := VisitSlot.objects.filter(pk=key, **{column: place}).first():
        return done
    if wing and (column != "establishment" or wing.establishment_id != place.pk):
        raise DomainError(_("This wing is not in this place."))
    if ends <= starts:
        raise DomainError(_("It must end after it starts."))
    if kind == Kind.VIDEO and not is_video_on():
        raise DomainError(_("This estate has no video service yet. Choose another way."))
    same = VisitSlot.objects.open().filter(**{column: place}, weekday=weekday, where__iexact=where)
    if same.filter(starts__lt=ends, ends__gt=starts).exists():
        raise DomainError(_("This room or line is kept at that time already."))
    made = VisitSlot.objects.create(
        pk=key, **{column: place}, wing=wing, weekday=weekday, starts=starts, ends=ends, kind=kind, where=where,
        added_by_id=by.pk,
    )  # fmt: skip
    record(by, "sessions.slot_added", made, place=place.pk, weekday=weekday, kind=kind)
    return made


@action(needs=Permission.MATCH_MANAGE)
def close_slot(slot: VisitSlot, *, by: Any) -> VisitSlot:
    """Keep this time for mentoring no longer. What is booked in it is off, and both are told."""
    if not VisitSlot.objects.open().filter(pk=slot.pk).update(closed_at=clock.now(), closed_by_id=by.pk):
        return slot
    slot.refresh_from_db()
    off = call_off_all(that_cannot_be().filter(slot=slot), by=SYSTEM)
    record(by, "sessions.slot_closed", slot, called_off=[one.pk for one in off])
    return slot
