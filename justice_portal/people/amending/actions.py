"""Putting movements right: correct, move to whom it was about, take back, give again. Nothing is lost, all of it is told."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.amending.keeping import keep
from justice_portal.people.amending.models import Amendment
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.fold import settle

What = Amendment.What


@action(needs=Permission.PERSON_MOVE)
def withdraw_movement(movement: Movement, *, why: str, by: Any) -> Movement:
    """It did not happen, or not to this person. The record says what it would have said without it."""
    person = _held(movement, by)
    movement = _fresh(movement, person)
    if movement.withdrawn_at:
        return movement
    _must_be_no_death(movement)
    settle(person, drop=[movement], by=by)
    keep(movement, person, what=What.WITHDRAWN, why=why, by=by)
    record(by, "person.movement_withdrawn", movement, kind=movement.kind, why=why)
    movement.refresh_from_db()
    return movement


@action(needs=Permission.PERSON_MOVE)
def reopen_movement(movement: Movement, *, by: Any) -> Movement:
    """It did happen after all."""
    person = _held(movement, by)
    movement = _fresh(movement, person)
    if movement.withdrawn_at is None:
        return movement
    movement.withdrawn_at = None
    settle(person, change=[movement], by=by)
    keep(movement, person, what=What.REOPENED, why=Amendment.Why.RIGHT_AFTER_ALL, by=by)
    record(by, "person.movement_reopened", movement, kind=movement.kind)
    return movement


@action(needs=Permission.PERSON_MOVE)
def correct_movement(movement: Movement, *, on: date, at: time | None = None, why: str, by: Any) -> Movement:
    """It happened on another day or at another time."""
    person = _held(movement, by)
    movement = _fresh(movement, person)
    _must_stand(movement)
    before = movement.happened_at
    moment = datetime.combine(on, at or before.astimezone(clock.LONDON).time(), clock.LONDON)
    if moment > clock.now():
        raise DomainError(_("This time is in the future."))
    if on <= person.born_on:
        raise DomainError(_("This date is before the person was born."))
    if moment == before:
        return movement
    movement.happened_at = moment
    settle(person, change=[movement], by=by)
    keep(movement, person, what=What.CORRECTED, why=why, by=by)
    record(by, "person.movement_corrected", movement, kind=movement.kind, happened_at=[before, moment], why=why)
    return movement


@action(needs=Permission.PERSON_MOVE)
def give_movement_to(movement: Movement, *, to: Person, by: Any) -> Movement:
    """It happened to someone else: it leaves this record and stands in theirs, and both are told of their own."""
    require(by, Permission.PERSON_MOVE, to)
    if to.pk == movement.person_id:
        return movement
    rows = Person.objects.filter(pk__in=[to.pk, movement.person_id]).order_by("pk")
    held = {one.pk: one for one in rows.select_for_update(of=("self",), no_key=True)}
    person, right = held[movement.person_id], held[to.pk]
    _must_be_theirs(person, by)
    _must_be_theirs(right, by)
    movement = _fresh(movement, person)
    _must_stand(movement)
    _must_be_no_death(movement)
    if movement.happened_at.astimezone(clock.LONDON).date() <= right.born_on:
        raise DomainError(_("This date is before the person was born."))
    settle(person, drop=[movement], by=by)
    movement.person, movement.withdrawn_at = right, None
    settle(right, change=[movement], by=by)
    keep(movement, person, what=What.MOVED_OUT, why=Amendment.Why.OTHER_PERSON, by=by)
    keep(movement, right, what=What.MOVED_IN, why=Amendment.Why.OTHER_PERSON, by=by)
    record(by, "person.movement_moved", movement, subjects=[person, right], kind=movement.kind, left=person)
    return movement


def _held(movement: Movement, by: Any) -> Person:
    person = Person.objects.locked(movement.person)
    _must_be_theirs(person, by)
    return person


def _must_be_theirs(person: Person, by: Any) -> None:
    """While someone is in prison, that prison puts their moves right; otherwise whoever moves them now."""
    if person.place == Person.Place.PRISON:
        require(by, Permission.PERSON_MOVE, person.establishment)


def _fresh(movement: Movement, person: Person) -> Movement:
    """As it is now, in the record that is held."""
    found: Movement | None = Movement.objects.select_related("to_cell").filter(pk=movement.pk, person=person.pk).first()
    if found is None:
        raise DomainError(_("Please open the page again and try once more."))
    return found


def _must_be_no_death(movement: Movement) -> None:
    """One person alone brings nobody back to life: see people/deaths. One that changes nothing is like any other."""
    if movement.counts and movement.kind == Movement.Kind.DEATH:
        raise DomainError(_("Two people take a death back. Ask for it on the page Deaths written down."))


def _must_stand(movement: Movement) -> None:
    if movement.withdrawn_at:
        raise DomainError(_("This was taken back. Give it again first."))
