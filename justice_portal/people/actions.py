"""Changes to what the record says of a person. Where they are changes in movements/, reception/ and allocations/."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.dates.keeping import note_date
from justice_portal.people.dates.models import SentenceDate
from justice_portal.people.models import Allocation, Person
from justice_portal.people.movements.fold import end_allocations
from justice_portal.people.signals import person_changed

#: What anybody who works with the person may change. Text that was typed is not written to the audit log.
EDITABLE = (
    "preferred_name", "language", "wants_welsh", "reading", "crn", "pnc_number", "release_on", "release_source",
    "delivery_unit", "home_postcode",
)  # fmt: skip
#: Who they are: changed by reception, and told to every part of the product.
IDENTITY = ("given_name", "family_name", "born_on")
KEPT = {"wants_welsh", "reading", "release_on", "born_on", "delivery_unit"}


@action(needs=Permission.PERSON_EDIT)
def edit_person(person: Person, *, version: int, by: Any, **values: Any) -> Person:
    """Change what helps to work with someone: what to call them, how they read, the language, other numbers, release."""
    changed = _change(person, version, EDITABLE, values)
    if {"release_on", "release_source"} & set(changed) and (on := values.get("release_on", person.release_on)):
        source = values.get("release_source", person.release_source)
        note_date(person, SentenceDate.Kind.CONDITIONAL_RELEASE, on=on, source=source, by=by)
    if "delivery_unit" in changed:
        end_allocations(person, by, role=Allocation.Kind.COM)  # the new unit chooses its own
    if changed:
        record(by, "person.edited", person, **changed)
    if "home_postcode" in changed:
        person_changed.send(Person, person=Person.objects.get(pk=person.pk), event="address", movement=None)
    return Person.objects.get(pk=person.pk)


@action(needs=Permission.PERSON_RECEIVE)
def correct_person(
    person: Person, *, version: int, given_name: str, family_name: str, born_on: date, by: Any
) -> Person:
    """Put right who someone is: a name or birthday that was written down wrongly."""
    if born_on >= clock.today():
        raise DomainError(_("The date of birth must be in the past."))
    values = {"given_name": given_name, "family_name": family_name, "born_on": born_on}
    changed = _change(person, version, IDENTITY, values)
    person = Person.objects.get(pk=person.pk)
    if changed:
        record(by, "person.corrected", person, **changed)
        person_changed.send(Person, person=person, event="corrected", movement=None)
    return person


def _change(person: Person, version: int, names: tuple[str, ...], values: dict[str, Any]) -> dict[str, Any]:
    """Save the values that differ, for the audit log: old and new where they are choices, only that for text."""
    unknown = set(values) - set(names)
    if unknown:
        raise TypeError(f"not to be changed here: {sorted(unknown)}")
    person = Person.objects.locked(person)
    changed = {name: value for name, value in values.items() if getattr(person, name) != value}
    if not changed:
        return {}
    if person.version != version:
        raise DomainError(
            _("Someone else changed this record while you wrote. Look at it again, then send your changes once more.")
        )
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**changed, version=version + 1)
    except IntegrityError:
        raise DomainError(_("This CRN belongs to another record. Check it.")) from None
    return {name: [getattr(person, name), value] if name in KEPT else "changed" for name, value in changed.items()}
