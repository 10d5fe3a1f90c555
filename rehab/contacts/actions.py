"""Writing down that staff and a person met, and putting right what was written wrongly."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.contacts.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission, require
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.notify import notify
from justice_portal.people.amending.keeping import keep
from justice_portal.people.amending.models import Amendment
from justice_portal.people.models import Person
from rehab.care.victims.words import refuse_from_staff
from rehab.contacts.models import Contact

What = Amendment.What
#: Later than this it is a guess, and belongs in a conversation with a manager.
LATEST = timedelta(days=60)


@action(needs=Permission.CONTACT_ADD)
def add_contact(
    person: Person,
    *,
    key: UUID,
    kind: str,
    happened_on: date,
    purpose: str = Contact.Purpose.CONTACT,
    met_by: User | None = None,
    shared_note: str = "",
    staff_note: str = "",
    next_step: str = "",
    next_on: date | None = None,
    by: Any,
) -> Contact:
    """A talk, and what comes next. What is shared is told to the person; the staff note is for staff alone."""
    Person.objects.locked(person)
    if done := Contact.objects.filter(pk=key, person=person).first():
        return done
    _must_be_possible(happened_on, next_step, next_on)
    if Contact.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    refuse_from_staff(person, by, shared_note, next_step)
    contact = Contact.objects.create(
        pk=key,
        person=person,
        kind=kind,
        purpose=purpose,
        happened_on=happened_on,
        met_by=met_by,
        shared_note=shared_note,
        staff_note=staff_note,
        next_step=next_step,
        next_on=next_on,
        added_by=by,
        made_in=person.establishment,
    )
    shared = bool(shared_note or next_step)
    record(by, "contacts.added", contact, kind=kind, purpose=purpose, happened_on=happened_on, shared=shared)
    if shared:
        notify(person.user, "contacts.shared")
    return contact


@action(needs=Permission.CONTACT_ADD)
def withdraw_contact(contact: Contact, *, why: str, by: Any) -> Contact:
    """It did not happen, was written twice, or was about someone else. It counts no more and the person reads why."""
    if Contact.objects.filter(pk=contact.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        keep(contact, contact.person, what=What.WITHDRAWN, why=why, by=by)
        record(by, "contacts.withdrawn", contact, why=why)
    contact.refresh_from_db()
    return contact


@action(needs=Permission.CONTACT_ADD)
def reopen_contact(contact: Contact, *, by: Any) -> Contact:
    """It was right after all."""
    if Contact.objects.filter(pk=contact.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
        keep(contact, contact.person, what=What.REOPENED, why=Amendment.Why.RIGHT_AFTER_ALL, by=by)
        record(by, "contacts.reopened", contact)
    contact.refresh_from_db()
    return contact


@action(needs=Permission.CONTACT_ADD)
def give_contact_to(contact: Contact, *, to: Person, by: Any) -> Contact:
    """It was with someone else: it stands in their record from now, and both are told of their own."""
    require(by, Permission.CONTACT_ADD, to)
    left = contact.person
    if to.pk == left.pk:
        return contact
    moved = Contact.objects.filter(pk=contact.pk, person=left, withdrawn_at=None)
    if not moved.update(person=to, made_in=to.establishment):
        raise DomainError(_("This was taken back. Give it again first."))
    contact.refresh_from_db()
    for person, what in ((left, What.MOVED_OUT), (to, What.MOVED_IN)):
        keep(contact, person, what=what, why=Amendment.Why.OTHER_PERSON, by=by)
    record(by, "contacts.moved", contact, subjects=[left, to], left=left)
    return contact


def _must_be_possible(happened_on: date, next_step: str, next_on: date | None) -> None:
    if happened_on > clock.today():
        raise DomainError(_("The day must be today or before."))
    if happened_on < clock.today() - LATEST:
        raise DomainError(_("That is more than 60 days ago. Ask your manager to add it."))
    if next_on and next_on < happened_on:
        raise DomainError(_("What comes next cannot be before the talk."))
    if next_on and not next_step:
        raise DomainError(_("Say what comes next on that day."))
