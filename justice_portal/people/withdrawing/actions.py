"""A whole record that was begun by mistake: one asks to withdraw it, another looks and agrees."""

from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission
from justice_portal.accounts.actions import close_account
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.people.amending.keeping import keep
from justice_portal.people.amending.models import Amendment
from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.fold import end_allocations
from justice_portal.people.signals import person_changed
from justice_portal.people.withdrawing.leftovers import has_signed_in, written_on
from justice_portal.states import move

#: The name of the change that waits for a second person.
KIND = "person.record_withdrawn"


@action(needs=Permission.PERSON_RECEIVE)
def ask_to_withdraw(person: Person, *, why: str, by: Any) -> PendingChange:
    """Say that this record should never have been begun. Nothing changes until a second person agrees."""
    _must_be_empty(person, by)
    unit = None if person.establishment_id else person.delivery_unit
    change = ask(KIND, {"why": why}, about_id=person.pk, establishment=person.establishment, delivery_unit=unit, by=by)
    record(by, "person.record_asked_withdrawn", person, why=why)
    return change


@action(needs=Permission.PERSON_RECEIVE)
def withdraw_record(person: Person, *, why: str, by: Any) -> Person:
    """The record stands no more: nobody is in it, its numbers are free for who they belong to. Its history stays."""
    person = Person.objects.locked(person)
    _must_be_empty(person, by)
    numbers = {"prison_number": person.prison_number, "crn": person.crn}
    end_allocations(person, by)
    Movement.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=clock.now(), counts=False, why_not="")
    if person.user:
        close_account(person.user, by=SYSTEM)
    nowhere: dict[str, Any] = dict.fromkeys(
        ("establishment", "wing", "cell", "delivery_unit", "bound_for", "release_on", *numbers)
    )
    facts: dict[str, Any] = {"status": Person.Status.ENDED, "withdrawn_at": clock.now(), "version": person.version + 1}
    move(person, Person.Place.ENDED, field="place", **nowhere, **facts)
    keep(person, person, what=Amendment.What.WITHDRAWN, why=why, by=by)
    record(by, "person.record_withdrawn", person, why=why, **numbers)
    person_changed.send(Person, person=person, event="ended", movement=None)
    return person


def _must_be_empty(person: Person, by: Any) -> None:
    if person.withdrawn_at or person.merged_into_id or person.place == Person.Place.ENDED:
        raise DomainError(_("This record has ended already. Only a record that goes on can be withdrawn."))
    if has_signed_in(person):
        raise DomainError(
            _("Somebody signed in with this record, so it is somebody's. Correct it, or join it to the right one.")
        )
    if parts := written_on(person, by):
        raise DomainError(
            _(
                "This record cannot be withdrawn: there is something on it (%(parts)s). Correct it, or join it to the right one."
            )
            % {"parts": ", ".join(parts)}
        )
