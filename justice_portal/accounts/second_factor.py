"""The second factor: codes of an authenticator app, each good once; recovery codes; and the bridge to django-otp."""

from base64 import b32decode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django_otp import login as remember_in_session
from django_otp.oath import TOTP

from justice_portal import clock
from justice_portal.accounts.models import AllauthDevice, User

STEP = 30  # seconds a code lasts
#: A passkey has no code to type.
HAVE_CODES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
TOLERANCE = 1  # steps before and after: clocks differ, fingers are slow


def spend(user: User, code: str) -> Authenticator | None:
    """The authenticator that this code belongs to, if it does and was never used; it counts as used from now on."""
    code = "".join(code.split())
    for authenticator in Authenticator.objects.filter(user=user, type__in=HAVE_CODES).order_by("-type"):
        if authenticator.type == Authenticator.Type.TOTP:
            if _spend_step(user, authenticator.data["secret"], code):
                return authenticator
        elif authenticator.wrap().validate_code(code):
            return authenticator
    return None


def has_second_factor(user: User) -> bool:
    """Whether a code of an app or a passkey is asked for after the passphrase."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def step_of(secret: str, code: str, *, after: int = 0) -> int | None:
    """The time step that the code is of, near now and later than `after`; None for a wrong code."""
    if not (code.isascii() and code.isdigit() and len(code) == 6):
        return None
    totp = TOTP(b32decode(secret, casefold=True), step=STEP)
    totp.time = clock.now().timestamp()
    middle = totp.t()
    if totp.verify(int(code), tolerance=TOLERANCE, min_t=after + 1):
        return middle + totp.drift
    return None


def code_now(secret: str) -> str:
    """The code that an authenticator app would show at this moment."""
    totp = TOTP(b32decode(secret, casefold=True), step=STEP)
    totp.time = clock.now().timestamp()
    return f"{totp.token():06d}"


def device_for(user: User) -> AllauthDevice:
    """The user's one row of the bridge."""
    device, _made = AllauthDevice.objects.get_or_create(user=user, defaults={"name": "allauth", "confirmed": True})
    return device


def carry_over(request: HttpRequest, user: User) -> bool:
    """Tell django-otp that allauth saw the second factor in this session; False when it did not."""
    if not any(entry["method"] == "mfa" for entry in get_authentication_records(request, user)):
        return False
    begin(request, user)
    return True


def begin(request: HttpRequest, user: User) -> None:
    """Count this session as verified."""
    remember_in_session(request, device_for(user))


def mark_spent(user: User, step: int) -> bool:
    """Use up the code of this time step; False when it, or a later one, was used before.

    The WHERE decides: of two requests with one code, in any two processes, one wins.
    """
    return bool(AllauthDevice.objects.filter(user=user, last_step__lt=step).update(last_step=step))


def _spend_step(user: User, sealed: str, code: str) -> bool:
    device = device_for(user)
    step = step_of(get_adapter().decrypt(sealed), code, after=device.last_step)
    return step is not None and mark_spent(user, step)
