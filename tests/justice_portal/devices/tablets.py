"""Enrolled tablets for tests, and clients that are one."""

import itertools

from django.test import Client

from justice_portal.devices.models import Device
from justice_portal.devices.proof import NAME, hash_of

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


def at_tablet(device, client=None):
    """A browser that is this tablet."""
    client = client or Client()
    client.cookies[NAME] = key_of(device)
    return client
