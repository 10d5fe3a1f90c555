"""A demo has no tablets: a browser plays one, with a key that everybody may know. Labelled so on the page."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse

from justice_portal.accounts.demo import is_demo_database
from justice_portal.devices.models import Device
from justice_portal.devices.proof import COOKIE, give_key, hash_of

#: The labels of tablets that a browser may play begin so.
PREFIX = "DEMO-"


def is_on() -> bool:
    """Whether everything here is invented. `check --deploy` refuses such a database and such a setting."""
    return bool(settings.DEMO) and settings.DEVICE_PROOF == COOKIE and is_demo_database()


def key_of(label: str) -> str:
    """The key of a tablet of the demo, the same on every machine."""
    return sha256(f"Justice Portal demo tablet {label}".encode()).hexdigest()


def hash_of_demo(label: str) -> str:
    return hash_of(key_of(label))


def tablets() -> list[Device]:
    """The tablets that a browser may play, the guide's own prison first."""
    rows = Device.objects.in_use().filter(label__startswith=PREFIX).select_related("establishment", "wing")
    return [one for one in rows.order_by("added_at", "label") if one.key_hash == hash_of_demo(one.label)]


def play(response: HttpResponse, tablet: Device) -> HttpResponse:
    """Let this browser be the tablet."""
    give_key(response, key_of(tablet.label))
    return response
