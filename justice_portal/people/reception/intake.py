"""Taking someone in: the rules that reception, its lists and the roll share. Permission is the action's to check.

Whatever stands against it, the answer is the same (T08): who types numbers to see who is known learns nothing.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal.errors import DomainError
from justice_portal.estate.models import Cell, Establishment
from justice_portal.people.dates.keeping import note_date
from justice_portal.people.dates.models import SentenceDate
from justice_portal.people.invention import is_reserved
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.fold import happened_at, take
from justice_portal.people.names import plain_name
from justice_portal.people.standing import ON_ARRIVAL

Kind, Place, Status = Movement.Kind, Person.Place, Person.Status


@dataclass(frozen=True)
class Particulars:
    """What reception writes down. Only number, names and birthday count for someone whom the record knows."""

    prison_number: str
    given_name: str
    family_name: str
    born_on: date
    preferred_name: str = ""
    status: str = Status.UNSENTENCED
    language: str = "English"
    wants_welsh: bool = False
    reading: str = Person.Reading.PLAIN
    release_on: date | None = None
    release_source: str = ""


@dataclass(frozen=True)
class Taken:
    """Someone who was taken in. is_new: the record did not know them."""

    person: Person
    movement: Movement
    is_new: bool


def cannot_be_received() -> DomainError:
    return DomainError(_("This number cannot be received here. Check the number, the name and the date of birth."))


def take_in(
    establishment: Establishment,
    who: Particulars,
    *,
    key: UUID,
    cell: Cell | None,
    on: date,
    at: time | None = None,
    by: Any,
    source: str = "staff",
) -> Taken:
    """Take someone in, known or not. Raises DomainError; the database lets nobody be made twice."""
    _check_place(establishment, cell)
    if is_reserved(who.prison_number) and not settings.DEMO:
        raise DomainError(_("Numbers that begin with A0 are for examples. They cannot be used here."))
    person = Person.objects.select_for_update(of=("self",)).filter(prison_number=who.prison_number).first()
    is_new = person is None
    if person is None:
        person = _make(who)
        if who.release_on:
            kind = SentenceDate.Kind.CONDITIONAL_RELEASE
            note_date(person, kind, on=who.release_on, source=who.release_source, by=by)
    else:
        check_known(person, who, establishment)
    movement = arrive(person, establishment, who.status, key=key, cell=cell, on=on, at=at, by=by, source=source)
    return Taken(person, movement, is_new)


def arrive(
    person: Person,
    establishment: Establishment,
    status: str,
    *,
    key: UUID,
    cell: Cell | None,
    on: date,
    by: Any,
    at: time | None = None,
    source: str = "staff",
) -> Movement:
    """Someone of the record comes into the prison. The caller holds their row."""
    _check_place(establishment, cell)
    comes_over = person.place == Place.TRANSFER
    if not comes_over and status not in ON_ARRIVAL:
        raise DomainError(_("Choose why this person comes into prison."))
    return take(
        person,
        Kind.TRANSFER_IN if comes_over else Kind.RECEPTION,
        key=key,
        at=happened_at(person, on, at),
        status="" if comes_over else status,
        to_establishment=establishment,
        to_cell=cell,
        by=by,
        source=source,
    )


def check_known(person: Person, who: Particulars, establishment: Establishment) -> None:
    """Raise DomainError unless the record's person may be the one at the door, and may come in."""
    if person.merged_into_id:
        raise cannot_be_received()
    same = person.born_on == who.born_on and plain_name(person.family_name) == plain_name(who.family_name)
    if not same or person.place == Place.PRISON or has_died(person):
        raise cannot_be_received()


def has_died(person: Person) -> bool:
    return Movement.objects.counting().filter(person=person, kind=Kind.DEATH).exists()


def _check_place(establishment: Establishment, cell: Cell | None) -> None:
    if not establishment.is_open:
        raise DomainError(_("This prison is closed. Nobody can be received here."))
    if cell and cell.wing.establishment_id != establishment.pk:
        raise DomainError(_("That cell is in another prison. Choose one here."))


def _make(who: Particulars) -> Person:
    """A new record, of someone who is nowhere yet: the movement that follows brings them in."""
    try:
        with transaction.atomic():
            return Person.objects.create(
                prison_number=who.prison_number,
                given_name=who.given_name,
                family_name=who.family_name,
                preferred_name=who.preferred_name,
                born_on=who.born_on,
                language=who.language or "English",
                wants_welsh=who.wants_welsh,
                reading=who.reading,
                release_on=who.release_on,
                release_source=who.release_source,
                place=Place.ENDED,
                status=Status.ENDED,
            )
    except IntegrityError:
        # Another desk was a moment faster with the same number.
        raise cannot_be_received() from None
