"""Movements: what changes where a person is. Arrivals are in reception."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal.access import Permission, require
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Cell, DeliveryUnit, Establishment
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.fold import happened_at, must_be_in_prison, sent_before, take
from justice_portal.people.standing import AFTER_RELEASE, CAN_BE_RECALLED

Kind, Place, Status = Movement.Kind, Person.Place, Person.Status


@action(needs=Permission.PERSON_MOVE)
def transfer_out(
    person: Person, *, key: UUID, to: Establishment | None, on: date, at: time | None = None, by: Any
) -> Movement:
    """The person left for another prison, which receives them there. Until then no prison reaches them."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    must_be_in_prison(person, by)
    if to and to.pk == person.establishment_id:
        raise DomainError(_("This person is at that prison already. Choose another."))
    if to and not to.is_open:
        raise DomainError(_("That prison is closed. Choose another."))
    movement = take(
        person,
        Kind.TRANSFER_OUT,
        key=key,
        at=happened_at(person, on, at),
        to_establishment=to,
        by=by,
    )
    record(by, "person.left_for_transfer", movement, left=movement.from_establishment_id, to=to and to.pk, on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def move_cell(person: Person, *, key: UUID, cell: Cell, on: date, at: time | None = None, by: Any) -> Movement:
    """The person sleeps in another cell of the same prison. A full cell is no bar: the roll says what is."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    must_be_in_prison(person, by)
    if cell.wing.establishment_id != person.establishment_id:
        raise DomainError(_("That cell is in another prison. Choose one here."))
    if cell.pk == person.cell_id:
        raise DomainError(_("This person is in that cell already."))
    before = person.cell_id
    movement = take(
        person,
        Kind.CELL,
        key=key,
        at=happened_at(person, on, at),
        to_establishment=person.establishment,
        to_cell=cell,
        by=by,
    )
    record(by, "person.cell_moved", movement, cell=[before, cell.pk], on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def release_person(
    person: Person,
    *,
    key: UUID,
    on: date,
    status: str,
    delivery_unit: DeliveryUnit | None = None,
    at: time | None = None,
    by: Any,
) -> Movement:
    """The person left prison: on licence or the like, to a delivery unit, or at the end of the sentence."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    must_be_in_prison(person, by)
    if status not in AFTER_RELEASE:
        raise DomainError(_("Choose what the person is released on."))
    ends = status == Status.ENDED
    if not ends and not (delivery_unit and delivery_unit.is_open):
        raise DomainError(_("Choose the delivery unit that will look after the person."))
    movement = take(
        person,
        Kind.RELEASE,
        key=key,
        at=happened_at(person, on, at),
        status=status,
        to_delivery_unit=None if ends else delivery_unit,
        by=by,
    )
    unit = movement.to_delivery_unit_id
    record(by, "person.released", movement, left=movement.from_establishment_id, status=status, unit=unit, on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def recall_person(person: Person, *, key: UUID, on: date, at: time | None = None, by: Any) -> Movement:
    """The person must go back to prison. They stay where they are until a prison receives them."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    if person.place != Place.COMMUNITY or person.status not in CAN_BE_RECALLED:
        raise DomainError(_("Only someone on licence or supervision in the community can be recalled."))
    movement = take(
        person,
        Kind.RECALL,
        key=key,
        at=happened_at(person, on, at),
        status=Status.RECALLED,
        to_delivery_unit=person.delivery_unit,
        by=by,
    )
    record(by, "person.recalled", movement, on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def record_death(person: Person, *, key: UUID, on: date, at: time | None = None, by: Any) -> Movement:
    """The person died. Everything that was planned for them ends, and the record stays."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    if person.place == Place.PRISON:
        require(by, Permission.PERSON_MOVE, person.establishment)
    if person.place == Place.ENDED:
        raise DomainError(_("This record has ended already."))
    movement = take(
        person,
        Kind.DEATH,
        key=key,
        at=happened_at(person, on, at),
        status=Status.ENDED,
        # who may take it back, should it be a mistake: the prison that they died in, or else the unit
        to_delivery_unit=None if person.place == Place.PRISON else person.delivery_unit,
        by=by,
    )
    record(by, "person.died", movement, on=on)
    return movement


@action(needs=Permission.PERSON_MOVE)
def end_supervision(person: Person, *, key: UUID, on: date, at: time | None = None, by: Any) -> Movement:
    """The licence, order or supervision is over. The record stays, and opens again should the person come back."""
    person = Person.objects.locked(person)
    if done := sent_before(person, key):
        return done
    if person.place != Place.COMMUNITY or person.status == Status.RECALLED:
        raise DomainError(_("Only supervision in the community can end here."))
    movement = take(
        person,
        Kind.ENDED,
        key=key,
        at=happened_at(person, on, at),
        status=Status.ENDED,
        to_delivery_unit=person.delivery_unit,
        by=by,
    )
    record(by, "person.supervision_ended", movement, on=on)
    return movement
