"""Enrolled tablets for tests, and clients that are one."""

import itertools

from django.test import Client

from justice_portal.devices.models import Device
from justice_portal.devices.proof import NAME, hash_of
from justice_portal.pins.models import Pin
from justice_portal.pins.secrets import sealed
from tests.factories import WingFactory

PIN = "4862"
_count = itertools.count(1)


def key_of(device):
    return f"key of {device.label}"


def make_device(wing, *, status="in_use", kind="shared", label=None, **fields):
    """A tablet of a wing. One that is or was in use holds the key that key_of() gives."""
    device = Device(
        label=label or f"T-{next(_count)}", wing=wing, establishment=wing.establishment, kind=kind, **fields
    )
    device.status = status
    if status != "waiting":
        device.key_hash = hash_of(key_of(device))
    device.save()
    return device


def tablet_of_wing(person):
    """A tablet in use where the person is; made with the first question. A person without a cell has a wing made up."""
    wing = person.wing or WingFactory(establishment=person.establishment)
    found = Device.objects.in_use().filter(wing=wing, label__startswith="T-").first()
    return found or make_device(wing)


def give_pin(user, secret=PIN, kind="numbers"):
    """The PIN that this account opens the tablet door with."""
    user.set_unusable_password()
    user.save()
    return Pin.objects.update_or_create(user=user, defaults={"kind": kind, "secret": sealed(kind, secret)})[0]


def at_tablet(device, client=None):
    """A browser that is this tablet."""
    client = client or Client()
    client.cookies[NAME] = key_of(device)
    return client
