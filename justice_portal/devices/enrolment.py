"""Setting a tablet up: the code from the devices desk is typed on the tablet itself."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM
from justice_portal.devices import actions
from justice_portal.devices.codes import code_hash
from justice_portal.devices.models import Device
from justice_portal.devices.proof import COOKIE, hash_of, new_key, proof_of
from justice_portal.errors import DomainError


def enrol(request: HttpRequest, code: str) -> tuple[Device, str]:
    """The device whose code was typed, in use from now on, and the key that its cookie shall hold (none: a certificate).

    Raises DomainError when the code is wrong, used or too old, and when the tablet shows no certificate.
    """
    key = new_key() if settings.DEVICE_PROOF == COOKIE else ""
    proof = key or proof_of(request)
    if not proof:
        raise DomainError(_("This tablet has no certificate yet. Those who look after the tablets put it there."))
    hashed = code_hash(actions.ENROLMENT, code)
    device = Device.objects.filter(code_hash=hashed, code_until__gt=clock.now()).first()
    if device is None:
        raise DomainError(_("This code did not work. It works once, for 30 minutes. Ask for a new one."))
    return actions.enrol_device(device, key_hash=hash_of(proof), by=SYSTEM), key
