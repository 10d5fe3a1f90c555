"""What changes as what somebody is here, not where: sentence, a short time out, and life under supervision."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import DeliveryUnit
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.fold import happened_at, must_be_in_prison, sent_before, take
from justice_portal.people.standing import SUPERVISION_AFTER, Place, Status

Kind = Movement.Kind


@action(needs=Permission.PERSON_MOVE)
def sentence_person(person: Person, *, key: UUID, on: date, at: time | None = None, by: Any) -> Movement:
    """A court sentenced someone who was held without a sentence. They stay where they are."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    must_be_in_prison(person, by)
    if person.status != Status.UNSENTENCED:
        raise DomainError(_("Only someone who is unsentenced can be marked as sentenced."))
    moment = happened_at(person, on, at)
    movement = take(person, Kind.SENTENCED, key=key, at=moment, status=Status.SENTENCED, by=by)
    record(by, "person.sentenced", movement, on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def go_out(person: Person, *, key: UUID, on: date, at: time | None = None, by: Any) -> Movement:
    """The person left on temporary licence (ROTL). They stay this prison's, with their cell and who works with them."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    must_be_in_prison(person, by)
    if person.status != Status.SENTENCED:
        raise DomainError(_("Only someone who is sentenced can go out for a short time (ROTL)."))
    movement = take(person, Kind.ROTL_OUT, key=key, at=happened_at(person, on, at), status=Status.ROTL, by=by)
    record(by, "person.went_out", movement, on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def come_back(person: Person, *, key: UUID, on: date, at: time | None = None, by: Any) -> Movement:
    """The person is back from temporary licence (ROTL)."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    must_be_in_prison(person, by)
    if person.status != Status.ROTL:
        raise DomainError(_("This person is not out for a short time (ROTL)."))
    movement = take(person, Kind.ROTL_IN, key=key, at=happened_at(person, on, at), status=Status.SENTENCED, by=by)
    record(by, "person.came_back", movement, on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def change_supervision(
    person: Person, *, key: UUID, on: date, status: str, at: time | None = None, by: Any
) -> Movement:
    """Curfew turns into licence, licence into supervision after the sentence or an order."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    if person.place != Place.COMMUNITY or status not in SUPERVISION_AFTER.get(person.status, ()):
        raise DomainError(_("This cannot follow what the person is on now."))
    movement = take(person, Kind.SUPERVISION, key=key, at=happened_at(person, on, at), status=status, by=by)
    record(by, "person.supervision_changed", movement, status=status, on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def change_unit(
    person: Person, *, key: UUID, on: date, delivery_unit: DeliveryUnit, at: time | None = None, by: Any
) -> Movement:
    """Another delivery unit looks after someone in the community, from now. Their COM ends; the unit chooses its own."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    if person.place != Place.COMMUNITY:
        raise DomainError(_("Only someone in the community moves from unit to unit."))
    if delivery_unit.pk == person.delivery_unit_id:
        raise DomainError(_("That unit looks after this person already. Choose another."))
    if not delivery_unit.is_open:
        raise DomainError(_("That unit is closed. Choose another."))
    left = person.delivery_unit_id
    moment = happened_at(person, on, at)
    movement = take(person, Kind.UNIT, key=key, at=moment, to_delivery_unit=delivery_unit, by=by)
    record(by, "person.unit_changed", movement, unit=[left, delivery_unit.pk], on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def begin_order(
    person: Person, *, key: UUID, on: date, delivery_unit: DeliveryUnit, at: time | None = None, by: Any
) -> Movement:
    """A community order brings someone under supervision whose record had ended."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    if person.place != Place.ENDED:
        raise DomainError(_("Only a record that has ended can begin again with a community order."))
    if not delivery_unit.is_open:
        raise DomainError(_("That unit is closed. Choose another."))
    movement = take(
        person,
        Kind.ORDER,
        key=key,
        at=happened_at(person, on, at),
        status=Status.COMMUNITY_ORDER,
        to_delivery_unit=delivery_unit,
        by=by,
    )
    record(by, "person.order_began", movement, unit=delivery_unit, on=on)
    return movement
