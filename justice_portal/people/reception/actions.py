"""Reception: who comes in, and their account. Lists of arrivals are in lists/, the day's roll is in roll/."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal.access import Permission, require
from justice_portal.accounts.models import User
from justice_portal.accounts.opening import account_for
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.estate.models import Cell, Establishment
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.fold import sent_before
from justice_portal.people.reception.intake import Particulars, Place, arrive, cannot_be_received, take_in


@action(needs=Permission.PERSON_RECEIVE)
def receive_person(
    establishment: Establishment,
    *,
    key: UUID,
    who: Particulars,
    cell: Cell | None = None,
    on: date,
    at: time | None = None,
    by: Any,
) -> Person:
    """Someone arrives: new to the record or known to it, out of another prison, the community or the past."""
    establishment = Establishment.objects.locked(establishment)
    if done := Movement.objects.filter(pk=key, to_establishment=establishment).select_related("person").first():
        return done.person
    taken = take_in(establishment, who, key=key, cell=cell, on=on, at=at, by=by)
    event = "person.received" if taken.is_new else "person.arrived"
    record(by, event, taken.movement, establishment=establishment, cell=cell, kind=taken.movement.kind, on=on)
    return taken.person


@action(needs=Permission.PERSON_RECEIVE)
def receive_arrival(
    establishment: Establishment,
    *,
    key: UUID,
    person: Person,
    cell: Cell | None = None,
    on: date,
    at: time | None = None,
    by: Any,
) -> Person:
    """Someone whom another prison sent here arrives."""
    person = Person.objects.locked(person)
    if sent_before(person, key):
        return person
    if person.place != Place.TRANSFER or person.bound_for_id != establishment.pk:
        raise cannot_be_received()
    movement = arrive(person, establishment, person.status, key=key, cell=cell, on=on, at=at, by=by)
    record(by, "person.arrived", movement, establishment=establishment, cell=cell, kind=movement.kind, on=on)
    return person


@action(needs=Permission.PERSON_RECEIVE)
def give_account(person: Person, *, by: Any) -> User:
    """An account for the tablet. It opens nothing until the person has chosen a PIN, with a code that staff print."""
    person = Person.objects.locked(person)
    _must_be_here(person, by)
    if person.user is not None:
        return person.user  # sent twice
    user = account_for(person, granted_by=by)
    record(by, "person.account_made", person, user=user)
    return user


def _must_be_here(person: Person, by: Any) -> None:
    """Reception serves who is in the prison; a unit that also reaches the person makes no account for a tablet."""
    if person.place != Place.PRISON:
        raise DomainError(_("This person is not in prison now. Look at the record again: it may have changed."))
    require(by, Permission.PERSON_RECEIVE, person.establishment)
