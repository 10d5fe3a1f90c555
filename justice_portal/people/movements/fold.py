"""What a movement does to the record: one row of history, and where the person is from then on.

Called inside an action that has checked the permission and holds the person's row; records nothing itself.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.errors import DomainError
from justice_portal.people.models import Allocation, Movement, Person
from justice_portal.people.signals import person_changed
from justice_portal.states import move

Kind, Place = Movement.Kind, Person.Place
#: What person_changed says of each kind.
EVENTS: Mapping[str, str] = {
    Kind.RECEPTION: "arrived",
    Kind.TRANSFER_OUT: "transferred",
    Kind.TRANSFER_IN: "arrived",
    Kind.CELL: "moved",
    Kind.RELEASE: "released",
    Kind.RECALL: "recalled",
    Kind.DEATH: "died",
    Kind.ENDED: "ended",
}
#: Who looks after someone in prison; they stop when the person leaves it. A COM goes on until the end.
PRISON_ROLES = (Allocation.Kind.KEY_WORKER, Allocation.Kind.POM)
OUT = {"establishment": None, "wing": None, "cell": None, "bound_for": None}


def happened_at(person: Person, on: date, at: time | None = None) -> datetime:
    """The moment of a movement on that day, later than the one before. Raises DomainError for an impossible day.

    Without a time of day it is now, for today, and noon otherwise.
    """
    now, today = clock.now(), clock.today()
    if on > today:
        raise DomainError(_("This date is in the future. Put it in on the day."))
    if on <= person.born_on:
        raise DomainError(_("This date is before the person was born."))
    last = Movement.objects.filter(person=person).order_by("-happened_at").first()
    moment = now if on == today and at is None else datetime.combine(on, at or time(12), clock.LONDON)
    if last and at is None and on == last.happened_at.astimezone(clock.LONDON).date():
        moment = max(moment, last.happened_at + timedelta(seconds=1))
    if moment > now + timedelta(minutes=1):
        raise DomainError(_("This time is in the future."))
    if last and moment <= last.happened_at:
        raise DomainError(
            _("The move before this one was on %(date)s. This one cannot be earlier.")
            % {"date": f"{last.happened_at.astimezone(clock.LONDON):%d/%m/%Y, %H:%M}"}
        )
    return moment


def take(
    person: Person,
    kind: str,
    *,
    key: UUID,
    at: datetime,
    by: Any,
    place: str | None = None,
    changes: Mapping[str, Any] | None = None,
    source: str = "staff",
    **to: Any,
) -> Movement:
    """Write the movement, change where the person is, end what ends with the place, and tell the other apps.

    place: a value of Person.Place, when it changes. changes: other fields of the person. to: to_establishment, to_cell,
    to_delivery_unit of the movement.
    """
    left = person.establishment if person.place == Place.PRISON else None
    movement = Movement.objects.create(
        pk=key,
        person=person,
        kind=kind,
        happened_at=at,
        from_establishment=None if kind == Kind.RECALL else left,
        recorded_by_id=by.pk,
        source=source,
        **to,
    )
    unit = person.delivery_unit_id
    new = {**(changes or {}), "version": person.version + 1}
    if place and place != person.place:
        move(person, place, field="place", **new)
    else:
        Person.objects.filter(pk=person.pk).update(**new)
        person.refresh_from_db()
    if left and place and place != Place.PRISON:
        end_allocations(person, by, role__in=PRISON_ROLES)
    if place == Place.ENDED or person.delivery_unit_id != unit:
        end_allocations(person, by, role=Allocation.Kind.COM)
    person_changed.send(Person, person=person, event=EVENTS[kind], movement=movement)
    return movement


def sent_before(person: Person, key: UUID) -> Movement | None:
    """The movement that this form made when it was sent the first time."""
    return Movement.objects.filter(pk=key, person=person).first()


def was_sent(key: str | None, person: UUID, *, by: Any) -> bool:
    """Whether this user's form with this key moved this person already, wherever the person is now."""
    try:
        return Movement.objects.filter(pk=UUID(str(key)), person=person, recorded_by=by.pk).exists()
    except ValueError:
        return False


def end_allocations(person: Person, by: Any, **which: Any) -> None:
    """Nobody of these looks after the person from now."""
    Allocation.objects.live().filter(person=person, **which).update(ended_at=clock.now(), ended_by=by.pk)
