"""Restricted cases, who is named for them, who is kept from them, and what staff tell us of people they know."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.people.models import NamedAccess, Person
from justice_portal.protected import finding
from justice_portal.protected.keeping import changed, keep
from justice_portal.protected.models import Connection, Declaration, StaffHome
from justice_portal.states import move

#: Somebody may write down so many people whom they know: more is a list of names that somebody looks up.
MOST_DECLARATIONS = 50


@action(needs=Permission.CASE_PROTECT)
def restrict_case(person: Person, *, key: UUID, reason: str, by: Any) -> Person:
    """From now only staff who are named see the record: to begin with, the manager who does this."""
    person = Person.objects.locked(person)
    if person.is_restricted:
        return person
    Person.objects.filter(pk=person.pk).update(is_restricted=True, version=person.version + 1)
    NamedAccess.objects.get_or_create(pk=key, defaults={"person": person, "user": by, "reason": reason, "given_by": by})
    record(by, "protected.case_restricted", person, named=[by.pk])
    return Person.objects.get(pk=person.pk)


@action(needs=Permission.CASE_PROTECT)
def open_case(person: Person, *, by: Any) -> Person:
    """Everybody who works with the person sees the record again; nobody is named any more."""
    person = Person.objects.locked(person)
    if person.is_restricted:
        Person.objects.filter(pk=person.pk).update(is_restricted=False, version=person.version + 1)
        NamedAccess.objects.live().filter(person=person).update(ends_at=clock.now())
        record(by, "protected.case_opened", person)
    return Person.objects.get(pk=person.pk)


@action(needs=Permission.CASE_PROTECT)
def name_staff(
    person: Person, *, key: UUID, user: User, reason: str, last_on: date | None = None, by: Any
) -> NamedAccess:
    """Name a member of staff for a restricted case, until the end of a day where one is said."""
    person = Person.objects.locked(person)
    if done := NamedAccess.objects.filter(pk=key, person=person).first():
        return done
    if not person.is_restricted:
        raise DomainError(_("This record is not restricted. Nobody needs to be named."))
    if last_on and last_on < clock.today():
        raise DomainError(_("The last day must be today or later."))
    if Connection.objects.shut().filter(person=person, user=user).exists():
        raise DomainError(_("This member of staff is kept from this record. Decide about that first."))
    if NamedAccess.objects.live().filter(person=person, user=user).exists():
        raise DomainError(_("This member of staff is named already."))
    ends_at = datetime.combine(last_on, time.max, clock.LONDON) if last_on else None
    named = NamedAccess.objects.create(
        pk=key, person=person, user=user, reason=reason, ends_at=ends_at, given_by_id=by.pk
    )
    record(by, "protected.staff_named", named, user=user, last_on=last_on)
    return named


@action(needs=Permission.CASE_PROTECT)
def end_naming(person: Person, *, named: NamedAccess, by: Any) -> NamedAccess:
    """Somebody is no longer named. A manager always stays, or nobody could name others or open the record again."""
    Person.objects.locked(person)
    live = NamedAccess.objects.live().filter(person=person)
    if not live.filter(pk=named.pk).exists():
        return named
    others = live.exclude(pk=named.pk).values("user")
    if not RoleHeld.objects.live().filter(role=Role.MANAGER, user__in=others).exists():
        raise DomainError(_("Name another manager first: one must always be able to open this record."))
    NamedAccess.objects.filter(pk=named.pk).update(ends_at=clock.now())
    record(by, "protected.naming_ended", named, user=named.user_id)
    return named


@action(needs=Permission.CASE_PROTECT)
def shut_out(person: Person, *, user: User, relation: str, by: Any) -> Connection:
    """A manager keeps a member of staff from this record."""
    Person.objects.locked(person)
    connection, made = Connection.objects.get_or_create(
        user=user,
        person=person,
        defaults={
            "source": Connection.Source.MANAGER,
            "status": Connection.Status.SHUT,
            "relation": relation,
            "decided_at": clock.now(),
            "decided_by_id": by.pk,
        },
    )
    if not made and connection.status == Connection.Status.SHUT:
        return connection
    if not made:
        move(connection, Connection.Status.SHUT, relation=relation, decided_at=clock.now(), decided_by_id=by.pk)
    record(by, "protected.staff_shut_out", connection, user=user, relation=relation)
    changed(connection)
    return connection


@action(needs=Permission.CASE_PROTECT)
def shut_connection(connection: Connection, *, by: Any) -> Connection:
    """Decide that the member of staff may not see the record."""
    _refuse_own(connection, by)
    move(connection, Connection.Status.SHUT, decided_at=clock.now(), decided_by_id=by.pk)
    record(by, "protected.connection_shut", connection, user=connection.user_id)
    changed(connection)
    return connection


@action(needs=Permission.CASE_PROTECT)
def clear_connection(connection: Connection, *, by: Any) -> Connection:
    """Decide that the member of staff may see the record."""
    _refuse_own(connection, by)
    move(connection, Connection.Status.CLEARED, decided_at=clock.now(), decided_by_id=by.pk)
    record(by, "protected.connection_cleared", connection, user=connection.user_id)
    return connection


@action(needs=Permission.CONNECTION_DECLARE)
def declare_connection(
    of: type[Declaration],
    *,
    key: UUID,
    relation: str,
    number: str = "",
    given_name: str = "",
    family_name: str = "",
    born_on: date | None = None,
    by: Any,
) -> Declaration:
    """Staff tell us of somebody they know. The answer never says whether that person is here."""
    if done := of.objects.filter(pk=key, user=by).first():
        return done
    if of.objects.filter(user=by).count() >= MOST_DECLARATIONS:
        raise DomainError(_("You told us of many people. Please talk to your manager about the next one."))
    one = of.objects.create(
        pk=key,
        user=by,
        number=number,
        given_name=given_name,
        family_name=family_name,
        born_on=born_on,
        relation=relation,
    )
    record(by, "protected.connection_declared", one, relation=relation)
    keep(finding.pairs_of_declaration(one), by)
    return one


@action(needs=Permission.CONNECTION_DECLARE)
def keep_home(of: type[StaffHome], *, family_names: str, postcode: str, by: Any) -> StaffHome:
    """Staff tell us their family names and postcode, for the rule that compares them."""
    home, _made = of.objects.update_or_create(
        user=by, defaults={"family_names": family_names, "postcode": postcode, "kept_at": clock.now()}
    )
    record(by, "protected.home_kept", home)
    keep(finding.pairs_of_home(home), by)
    return home


@action(needs=Permission.CASE_PROTECT)
def find_connections(person: Person, *, by: Any) -> list[Connection]:
    """Compare one person with what staff told us: after an arrival, a correction or a new address."""
    new = keep(finding.pairs_of_person(person), by)
    if new:
        record(by, "protected.person_compared", person, found=len(new))
    return new


def _refuse_own(connection: Connection, by: Any) -> None:
    if connection.user_id == by.pk:
        raise DomainError(_("This is about you. Another manager must decide."))
