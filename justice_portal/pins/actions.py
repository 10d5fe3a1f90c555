"""A person's PIN: staff start, the person chooses. There is no way for anybody else to set one (T38a)."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts import throttle
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.devices.codes import new_code
from justice_portal.devices.models import Device
from justice_portal.errors import DomainError
from justice_portal.grants import GRANTS
from justice_portal.notify import notify
from justice_portal.people.models import Person
from justice_portal.pins.models import Pin, PinCode
from justice_portal.pins.secrets import hash_of_code, sealed, weakness
from justice_portal.states import move

CODE_LASTS = timedelta(minutes=30)


@action(needs=Permission.PIN_START)
def start_code(person: Person, *, by: Any) -> tuple[PinCode, str]:
    """A code to print and hand over, with which the person chooses a PIN on a tablet of their wing.

    It is shown once and kept as a hash. One that was started before and not used stops. The PIN that the person has goes
    on working until they choose another, so nobody can be shut out by a code that they never see.
    """
    person = Person.objects.locked(person)
    user = _account_of(person)
    if person.wing_id is None:
        raise DomainError(_("This person has no wing yet. Record their cell first: the code works on one wing."))
    for waiting in PinCode.objects.filter(person=person, status=PinCode.Status.WAITING):
        move(waiting, PinCode.Status.REPLACED)
    code, now = new_code(), clock.now()
    made = PinCode.objects.create(
        person=person,
        wing_id=person.wing_id,
        code_hash=hash_of_code(person, code),
        is_first=not Pin.objects.filter(user=user).exists(),
        started_by=by,
        started_role=_role_of(by),
        started_at=now,
        ends_at=now + CODE_LASTS,
    )
    record(by, "pin.code_started", made, is_first=made.is_first, wing=person.wing_id)
    if not made.is_first:
        notify(user, "pin.code_started")
    return made, code


@action(needs=Permission.OWN_SETTINGS)
def choose_pin(code: PinCode, *, kind: str, secret: str, tablet: Device, by: Any) -> Pin:
    """The person who typed the code chooses a PIN. The code is used up; of two at once one wins."""
    person = Person.objects.locked(code.person)
    _must_be(by, person.user_id)
    if code.ends_at <= clock.now() or tablet.wing_id != code.wing_id or person.wing_id != code.wing_id:
        raise DomainError(_("The code is too old. Ask staff for a new one."))
    _check_strong(kind, secret, person)
    told = _("The code was used already. Ask staff for a new one.")
    move(code, PinCode.Status.USED, message=told, used_at=clock.now(), used_on=tablet)
    pin = _keep(by, kind, secret, tablet)
    record(by, "pin.chosen", code, kind=kind, tablet=tablet)
    if not code.is_first:
        notify(by, "pin.chosen")
    return pin


@action(needs=Permission.OWN_SETTINGS)
def change_pin(pin: Pin, *, kind: str, secret: str, tablet: Device, by: Any) -> Pin:
    """Someone who is signed in, and has just given their PIN once more, chooses another."""
    _must_be(by, pin.user_id)
    _check_strong(kind, secret, Person.objects.filter(user=by).first())
    pin = _keep(by, kind, secret, tablet)
    record(by, "pin.changed", pin, kind=kind, tablet=tablet)
    return pin


@action(needs=Permission.PIN_START)
def unlock(person: Person, *, by: Any) -> int:
    """End the lock that wrong tries put on this person, on every tablet; how many tries are forgiven."""
    user = _account_of(Person.objects.locked(person))
    count = throttle.forgive(throttle.account_key(user.username))
    record(by, "pin.unlocked", person, tries=count)
    return count


def _must_be(by: Any, user_id: Any) -> None:
    """Nobody but the person, whatever they may do over them."""
    if by.pk is None or by.pk != user_id:
        raise PermissionDenied


def _keep(user: Any, kind: str, secret: str, tablet: Device) -> Pin:
    given = {"kind": kind, "secret": sealed(kind, secret), "set_at": clock.now(), "set_on": tablet}
    pin, _is_new = Pin.objects.update_or_create(user_id=user.pk, defaults=given)
    return pin


def _check_strong(kind: str, secret: str, person: Person | None) -> None:
    if why := weakness(kind, secret, person):
        raise DomainError(why)


def _account_of(person: Person) -> User:
    if person.place != Person.Place.PRISON:
        raise DomainError(_("This person is not in prison now. Look at the record again: it may have changed."))
    if person.user is None:
        raise DomainError(_("This person has no account yet. Reception makes one first."))
    user: User = person.user
    return user


def _role_of(by: Any) -> str:
    """The role in which someone starts a code: the first of theirs that may."""
    return next((held.role for held in by.roles_held() if Permission.PIN_START in GRANTS[held.role]), "")
