"""Coming in with a passkey: who is let in, and what is written down about who is not.

A key that nobody has, one of another door, a wrong answer and a closed account look the same.
"""

from typing import Any

from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.mfa.base.internal.flows import post_authentication
from django.http import HttpRequest, HttpResponse

from justice_portal.access import SYSTEM
from justice_portal.accounts import doors, throttle
from justice_portal.accounts.adapters import phone_of
from justice_portal.accounts.models import Door, User
from justice_portal.audit.log import record
from justice_portal.passkeys import ceremony
from justice_portal.passkeys.models import Passkey

#: Whose keys open which door.
ACCOUNTS = {Door.STAFF: Door.STAFF, Door.PHONE: Door.TABLET}


def check(request: HttpRequest, answer: Any, *, door: str, user: User | None = None) -> Passkey | None:
    """The key that answered rightly, of an account of this door, or of this user; None for every reason to refuse."""
    named = ceremony.key_named(answer)
    attempt = throttle.take_place(request, door, f"passkey {named.hex()[:200]}")
    if attempt is None or attempt.was_refused:
        return None
    keys = Passkey.objects.filter(credential_id=named, user__door=ACCOUNTS[Door(door)], user__is_active=True)
    key = (keys if user is None else keys.filter(user=user)).select_related("user", "authenticator").first()
    try:
        count = ceremony.finish_asking(request, answer, key=key)
        if key and _may_come_in(key, count, door):
            throttle.succeed(attempt)
            return key
    except ceremony.NotTaken:
        pass
    doors.failed(attempt, key.user if key else None, "passkey.refused")
    return None


def _may_come_in(key: Passkey, count: int, door: str) -> bool:
    """Whether there is one of this key only, and its user may use this door now."""
    if not key.count_on(count):
        record(SYSTEM, "passkey.counter_fell", key, door=door)
        return False
    return door != Door.PHONE or phone_of(key.user) is not None


def come_in(request: HttpRequest, key: Passkey, after: str) -> HttpResponse:
    """Begin the session: the key is what one has, and what unlocks it is what one is or knows. Nothing else is asked."""
    key.authenticator.user = key.user
    post_authentication(request, key.authenticator, passwordless=True)
    return flows.login.perform_login(request, Login(user=key.user, redirect_url=after or None))
