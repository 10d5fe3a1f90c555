"""Vouching for an adviser: asked for by one of staff, done when a second agrees, for one matter and until a day (T50)."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.grants import Role
from justice_portal.keys import uuid7
from justice_portal.notify import notify
from justice_portal.people.models import Person
from mentoring.privileged.models import ListedBody, PrivilegedThread
from mentoring.privileged.sealing import new_thread_key

#: The longest time that two staff can vouch for somebody at once.
LONGEST = timedelta(days=366)


@action(needs=Permission.LEGAL_VERIFY)
def ask_to_verify(
    person: Person,
    *,
    adviser: User,
    body: ListedBody,
    matter: str,
    reference: str,
    checked: str,
    register_number: str,
    until_on: date,
    by: Any,
) -> PendingChange:
    """Say how the adviser was checked, and ask a second person to agree. Nothing is opened yet."""
    _refuse_day(until_on)
    _refuse_adviser(adviser)
    if _live(person, adviser, matter, reference).exists():
        raise DomainError(_("They write about this matter already. Renew that one instead."))
    data = {
        "adviser": str(adviser.pk), "body": str(body.pk), "matter": matter, "reference": reference, "checked": checked,
        "register_number": register_number, "until_on": until_on.isoformat(),
    }  # fmt: skip
    change = ask("privileged.verify", data, about_id=person.pk, by=by, **_place_of(person))
    record(by, "privileged.verification_asked", person, adviser=adviser, matter=matter, change=change.pk)
    return change


@action(needs=Permission.LEGAL_VERIFY)
def verify_adviser(
    person: Person,
    *,
    adviser: User,
    body: ListedBody,
    matter: str,
    reference: str,
    checked: str,
    register_number: str,
    until_on: date,
    asked_by: User,
    by: Any,
) -> PrivilegedThread:
    """What the second person's agreement does: the two can write, under a key of their own."""
    _refuse_day(until_on)
    _refuse_adviser(adviser)
    key = uuid7()
    sealed = new_thread_key(key)
    try:
        with transaction.atomic():
            thread: PrivilegedThread = PrivilegedThread.objects.create(
                pk=key, person=person, adviser=adviser, body=body, matter=matter, reference=reference, checked=checked,
                register_number=register_number, until_on=until_on, asked_by=asked_by, verified_by=by,
                made_in=person.establishment, sealed_key=sealed.sealed, sealed_under=sealed.by,
            )  # fmt: skip
    except IntegrityError:
        if _live(person, adviser, matter, reference).exists():
            raise DomainError(_("They write about this matter already. Renew that one instead.")) from None
        raise DomainError(_("Two staff must vouch for an adviser, and neither may be the adviser.")) from None
    record(by, "privileged.verified", thread, adviser=adviser, asked_by=asked_by, until=until_on, checked=checked)
    notify(person.user, "privileged.opened_to_you", about=thread)
    notify(adviser, "privileged.opened_to_you", about=thread, by_email=True)
    return thread


@action(needs=Permission.LEGAL_VERIFY)
def ask_to_renew(thread: PrivilegedThread, *, checked: str, until_on: date, by: Any) -> PendingChange:
    """The adviser was checked again: ask a second person to let the two write on until another day."""
    _refuse_day(until_on)
    _refuse_renewal(thread, until_on)
    data = {"checked": checked, "until_on": until_on.isoformat()}
    change = ask("privileged.renew", data, about_id=thread.pk, by=by, **_place_of(thread.person))
    record(by, "privileged.renewal_asked", thread, change=change.pk)
    return change


@action(needs=Permission.LEGAL_VERIFY)
def renew_thread(
    thread: PrivilegedThread, *, checked: str, until_on: date, asked_by: User, by: Any
) -> PrivilegedThread:
    """Until another day, in the name of the two who vouched this time."""
    _refuse_day(until_on)
    _refuse_renewal(thread, until_on)
    if by.pk in {asked_by.pk, thread.adviser_id}:
        raise DomainError(_("Two staff must vouch for an adviser, and neither may be the adviser."))
    vouched = {"checked": checked, "until_on": until_on, "asked_by_id": asked_by.pk, "verified_by_id": by.pk}
    if not PrivilegedThread.objects.filter(pk=thread.pk, ended_at=None).update(verified_at=clock.now(), **vouched):
        raise DomainError(_("This has ended. Verify the adviser anew."))
    record(by, "privileged.renewed", thread, asked_by=asked_by, until=until_on, was=thread.until_on)
    thread.refresh_from_db()
    return thread


def _live(person: Person, adviser: User, matter: str, reference: str) -> Any:
    return PrivilegedThread.objects.filter(
        person=person, adviser=adviser, matter=matter, reference=reference, ended_at=None
    )


def _refuse_day(until_on: date) -> None:
    if not clock.today() <= until_on <= clock.today() + LONGEST:
        raise DomainError(_("The last day must be today or later, and at most a year from now."))


def _refuse_renewal(thread: PrivilegedThread, until_on: date) -> None:
    if thread.ended_at:
        raise DomainError(_("This has ended. Verify the adviser anew."))
    if until_on <= thread.until_on:
        raise DomainError(_("The new last day must be later than the one that is there."))
    _refuse_adviser(thread.adviser)


def _refuse_adviser(adviser: User) -> None:
    """An account of an adviser and of nothing else: whoever works here, or is held here, is no adviser."""
    roles = {held.role for held in adviser.roles_held()}
    if not adviser.is_active or roles != {Role.LEGAL}:
        raise DomainError(_("This is not the account of an adviser. Invite them as a legal adviser first."))


def _place_of(person: Person) -> dict[str, Any]:
    """Who may agree: the managers of where the person is."""
    if person.establishment_id:
        return {"establishment": person.establishment}
    return {"delivery_unit": person.delivery_unit}
