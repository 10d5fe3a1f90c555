"""Tablets come into use, are lost, found, swapped and switched off."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts import throttle
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.devices.codes import code_hash, new_code
from justice_portal.devices.models import Device
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment, Wing
from justice_portal.people.models import Person
from justice_portal.states import move

Status = Device.Status
#: How long the code with which a tablet is set up can be typed.
CODE_LASTS = timedelta(minutes=30)
ENROLMENT = "enrolment"


@action(needs=Permission.DEVICE_MANAGE)
def add_device(
    establishment: Establishment, *, key: UUID, label: str, wing: Wing, kind: str, by: Any
) -> tuple[Device, str]:
    """Write a tablet down, with the code that sets it up. Sent twice it is one tablet, and the code is not shown again."""
    if done := Device.objects.filter(pk=key, establishment=establishment).first():
        return done, ""
    device, code = _new_device(key, label=label, wing=wing, kind=kind, by=by, establishment=establishment)
    record(by, "device.added", device, establishment=establishment, wing=wing, device_kind=kind)
    return device, code


@action(needs=Permission.DEVICE_MANAGE)
def make_code(device: Device, *, by: Any) -> str:
    """Another code for a tablet that was not set up in time. The one before it stops at once."""
    device = Device.objects.locked(device)
    if device.status != Status.WAITING:
        raise DomainError(_("This tablet is set up already. To set up another in its place, swap it."))
    code = new_code()
    Device.objects.filter(pk=device.pk).update(**_code(code))
    record(by, "device.code_made", device)
    return code


@action(needs=Permission.DEVICE_MANAGE)
def enrol_device(device: Device, *, key_hash: str, by: Any) -> Device:
    """The tablet on which the code was typed is this device from now on. The code worked once."""
    told = _("This tablet cannot be set up with this code. Ask for a new one.")
    try:
        with transaction.atomic():
            now = clock.now()
            given: dict[str, Any] = {"code_hash": None, "code_until": None, "enrolled_at": now, "heard_at": now}
            move(device, Status.IN_USE, message=told, key_hash=key_hash, **given)
    except IntegrityError:  # the certificate belongs to another device of the list
        raise DomainError(told) from None
    record(by, "device.enrolled", device)
    return device


@action(needs=Permission.DEVICE_MANAGE)
def give_device(device: Device, *, holder: Person | None, by: Any) -> Device:
    """Write down who has the tablet: somebody of this prison, or nobody."""
    device = Device.objects.locked(device)
    if device.status not in {Status.IN_USE, Status.WAITING}:
        raise DomainError(_("This tablet is not in use, so nobody can have it."))
    if holder is not None and holder.establishment_id != device.establishment_id:
        raise DomainError(_("This person is not in this prison now."))
    if device.holder_id != getattr(holder, "pk", None):
        Device.objects.filter(pk=device.pk).update(holder=holder)
        people = [one for one in (device.holder_id, holder) if one]
        record(by, "device.given", device, subjects=people, holder=[device.holder_id, holder])
        device.holder = holder
    return device


@action(needs=Permission.DEVICE_MANAGE)
def mark_lost(device: Device, *, by: Any) -> Device:
    """Nobody knows where the tablet is: it opens nothing until it is found."""
    if device.status != Status.LOST:
        move(device, Status.LOST)
        record(by, "device.lost", device)
    return device


@action(needs=Permission.DEVICE_MANAGE)
def mark_found(device: Device, *, by: Any) -> Device:
    """The tablet is back in the hands of staff and opens the door again."""
    if device.status != Status.IN_USE:
        move(device, Status.IN_USE)
        record(by, "device.found", device)
    return device


@action(needs=Permission.DEVICE_MANAGE)
def revoke_device(device: Device, *, by: Any) -> Device:
    """Switch a tablet off for good. Who is signed in on it is out with the next page."""
    if device.status != Status.REVOKED:
        move(device, Status.REVOKED, code_hash=None, code_until=None, holder=None)
        record(by, "device.revoked", device)
    return device


@action(needs=Permission.DEVICE_MANAGE)
def revoke_wing(establishment: Establishment, *, wing: Wing, by: Any) -> int:
    """Switch off every tablet of a wing at once; how many it were."""
    live = [Status.WAITING, Status.IN_USE, Status.LOST]
    devices = list(
        Device.objects.filter(establishment=establishment, wing=wing, status__in=live).select_for_update(of=("self",))
    )
    for device in devices:
        move(device, Status.REVOKED, code_hash=None, code_until=None, holder=None)
    if devices:
        record(by, "device.wing_revoked", establishment, wing=wing, devices=[one.pk for one in devices])
    return len(devices)


@action(needs=Permission.DEVICE_MANAGE)
def swap_device(device: Device, *, key: UUID, label: str, by: Any) -> tuple[Device, str]:
    """Another tablet takes the place of this one: same wing, same kind, same holder. With the code that sets it up."""
    if done := Device.objects.filter(pk=key, instead_of=device).first():
        return done, ""
    holder = device.holder
    move(device, Status.SWAPPED, code_hash=None, code_until=None, holder=None)
    given = {"wing": device.wing, "kind": device.kind, "holder": holder, "instead_of": device}
    new, code = _new_device(key, label=label, by=by, establishment=device.establishment, **given)
    record(by, "device.swapped", device, new=new)
    return new, code


@action(needs=Permission.DEVICE_MANAGE)
def unlock_device(device: Device, *, by: Any) -> int:
    """End the lock that too many wrong tries put on a tablet; how many tries are forgiven."""
    count = throttle.forgive(throttle.tablet_key(device.pk))
    record(by, "device.unlocked", device, tries=count)
    return count


def _new_device(key: UUID, *, label: str, by: Any, establishment: Establishment, **given: Any) -> tuple[Device, str]:
    code = new_code()
    try:
        with transaction.atomic():
            device = Device.objects.create(
                pk=key, label=label, establishment=establishment, added_by_id=by.pk, **given, **_code(code)
            )
    except IntegrityError:
        raise DomainError(_("There is a tablet with this name in this prison. Choose another name.")) from None
    return device, code


def _code(code: str) -> dict[str, Any]:
    return {"code_hash": code_hash(ENROLMENT, code), "code_until": clock.now() + CODE_LASTS}
