"""Dates of a sentence: written down as told, with the source, and taken back when they were wrong."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.amending.keeping import keep
from justice_portal.people.amending.models import Amendment
from justice_portal.people.dates.models import SentenceDate
from justice_portal.people.models import Person
from justice_portal.people.signals import person_changed

Kind = SentenceDate.Kind
#: No sentence has a day further away than this.
FURTHEST = timedelta(days=100 * 366)
#: What cannot be earlier than what, and why.
IN_ORDER = ((Kind.LICENCE_START, Kind.LICENCE_EXPIRY), (Kind.LICENCE_EXPIRY, Kind.SENTENCE_EXPIRY))


@action(needs=Permission.PERSON_EDIT)
def put_date(person: Person, *, key: UUID, kind: str, on: date, source: str, told_on: date, by: Any) -> SentenceDate:
    """Write down a date as a letter or another system says it. What was told of this kind before stays in the history."""
    person = Person.objects.locked(person)
    if done := SentenceDate.objects.filter(pk=key, person=person).first():
        return done
    if not source.strip():
        raise DomainError(_("Say where the date comes from."))
    if told_on > clock.today():
        raise DomainError(_("The day of the letter cannot be in the future."))
    if on <= person.born_on or on > clock.today() + FURTHEST:
        raise DomainError(_("This cannot be a date of this person's sentence. Check the year."))
    _must_be_possible(person, kind, on)
    told = SentenceDate.objects.create(
        pk=key, person=person, kind=kind, on=on, source=source.strip(), told_on=told_on, recorded_by_id=by.pk
    )
    record(by, "person.date_put", told, kind=kind, on=on, told_on=told_on)
    _follow(person)
    return told


@action(needs=Permission.PERSON_EDIT)
def withdraw_date(told: SentenceDate, *, why: str, by: Any) -> SentenceDate:
    """The date was wrong, or another person's. What was told before it stands again."""
    person = Person.objects.locked(told.person)
    if SentenceDate.objects.filter(pk=told.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        keep(told, person, what=Amendment.What.WITHDRAWN, why=why, by=by)
        record(by, "person.date_withdrawn", told, kind=told.kind, why=why)
        _follow(person)
    told.refresh_from_db()
    return told


def _must_be_possible(person: Person, kind: str, on: date) -> None:
    stand = {one.kind: one.on for one in SentenceDate.objects.filter(person=person).standing()} | {kind: on}
    for earlier, later in IN_ORDER:
        if kind in {earlier, later} and earlier in stand and later in stand and stand[later] < stand[earlier]:
            raise DomainError(
                _("%(later)s cannot be before %(earlier)s. Check both, or take the wrong one back first.")
                % {"later": later.label, "earlier": earlier.label}
            )


def _follow(person: Person) -> None:
    """The record shows the day of release that stands now, while there is one to come."""
    stands = SentenceDate.objects.filter(person=person, kind=Kind.CONDITIONAL_RELEASE).standing().first()
    inside = person.place in {Person.Place.PRISON, Person.Place.TRANSFER}
    new = {
        "release_on": stands.on if stands and inside else None,
        "release_source": stands.source if stands else "",
    }
    if inside and any(getattr(person, name) != value for name, value in new.items()):
        Person.objects.filter(pk=person.pk).update(**new, version=person.version + 1)
    person_changed.send(Person, person=Person.objects.get(pk=person.pk), event="dates", movement=None)
