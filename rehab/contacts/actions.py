"""Writing down that staff and a person met."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import rehab.contacts.events  # noqa: F401
from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.people.models import Person
from rehab.contacts.models import Contact

#: Later than this it is a guess, and belongs in a conversation with a manager.
LATEST = timedelta(days=60)


@action(needs=Permission.CONTACT_ADD)
def add_contact(person: Person, *, key: UUID, kind: str, happened_on: date, by: Any) -> Contact:
    if done := Contact.objects.filter(pk=key, person=person).first():
        return done
    if happened_on > clock.today():
        raise DomainError(_("The day must be today or before."))
    if happened_on < clock.today() - LATEST:
        raise DomainError(_("That is more than 60 days ago. Ask your manager to add it."))
    if Contact.objects.filter(pk=key).exists():
        raise DomainError(_("Please open the page again and try once more."))
    contact = Contact.objects.create(
        pk=key, person=person, kind=kind, happened_on=happened_on, added_by=by, made_in=person.establishment
    )
    record(by, "contacts.added", contact, kind=kind, happened_on=happened_on)
    return contact
