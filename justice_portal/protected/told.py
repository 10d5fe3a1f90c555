"""A feed says that a case is restricted, or no longer. It narrows at once; what staff decided themselves stays theirs."""

from typing import Any

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.grants import Reach, Role
from justice_portal.notify import anyone
from justice_portal.people.models import NamedAccess, Person
from justice_portal.protected.staff import managers_at

#: Why a manager is named whom nobody named.
REASON = "A feed restricted this case. A manager decides who else is named."


@action(needs=Permission.CASE_PROTECT)
def restrict_as_told(person: Person, *, by: Any) -> Person:
    """From now only the managers of where the person is see the record; they name whoever must work on it."""
    person = Person.objects.locked(person)
    if person.is_restricted:
        return person  # staff restricted it before: who is named by them stays named
    managers = list(managers_at(person)) or list(_of_the_estate())
    Person.objects.filter(pk=person.pk).update(is_restricted=True, version=person.version + 1)
    NamedAccess.objects.bulk_create(NamedAccess(person=person, user=user, reason=REASON) for user in managers)
    person.refresh_from_db()
    record(by, "protected.case_restricted", person, named=[user.pk for user in managers])
    anyone(managers, "protected.restricted_by_feed", about=person)
    return person


@action(needs=Permission.CASE_PROTECT)
def open_as_told(person: Person, *, by: Any) -> Person:
    """The case opens when a feed alone restricted it. Where staff named anybody, they decide, and are told."""
    person = Person.objects.locked(person)
    if not person.is_restricted:
        return person
    live = NamedAccess.objects.live().filter(person=person)
    by_staff = live.exclude(given_by=None)
    if by_staff.exists() or not live.exists():
        managers = User.objects.filter(pk__in=live.values("user"), held_roles__role=Role.MANAGER).distinct()
        anyone(managers, "protected.feed_opens", about=person)
        return person
    Person.objects.filter(pk=person.pk).update(is_restricted=False, version=person.version + 1)
    live.update(ends_at=clock.now())
    record(by, "protected.case_opened", person)
    person.refresh_from_db()
    return person


def _of_the_estate() -> Any:
    held = RoleHeld.objects.live().filter(role=Role.MANAGER, reach=Reach.ESTATE)
    return User.objects.filter(pk__in=held.values("user"))
