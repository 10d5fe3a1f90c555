"""How often someone may try to sign in: counted in the database, before any passphrase is checked.

Each try takes its place first: a row that counts as a failure until the passphrase turns out right. Counting and taking
happen under a lock on what is counted, so of 100 tries at once at most as many are checked as the limit allows.
A lock belongs to an account on a device, so nobody can lock another person out of the device they use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from justice_portal import clock
from justice_portal.accounts.device_cookie import address_of, device_of
from justice_portal.accounts.models import LoginAttempt

Keys = Mapping[str, str]


@dataclass(frozen=True)
class Limit:
    """So many failures within WINDOW, over rows that share these keys, close the door for LOCK."""

    failures: int
    over: tuple[str, ...]
    in_a_row: bool = False

    def is_reached(self, keys: Keys) -> bool:
        tries = LoginAttempt.objects.filter(**{name: keys[name] for name in self.over})
        tries = tries.filter(at__gt=clock.now() - WINDOW - LOCK)
        if not self.in_a_row:
            tries = tries.filter(succeeded=False)
        latest = list(tries.order_by("-at", "-id").values_list("at", "succeeded")[: self.failures])
        if len(latest) < self.failures or any(succeeded for _at, succeeded in latest):
            return False
        newest, oldest = latest[0][0], latest[-1][0]
        return newest - oldest <= WINDOW and clock.now() - newest < LOCK


WINDOW = timedelta(minutes=10)
LOCK = timedelta(minutes=10)
#: MoJ: at most 10 failures in a row. A tablet is shared by a wing, so it bears more than one person's mistakes.
ACCOUNT_ON_DEVICE = Limit(10, ("account_key", "device_key"), in_a_row=True)
DEVICE = Limit(30, ("device_key",))
#: A device that never let this account in is a stranger to it: fresh cookies must not buy fresh tries.
STRANGERS = (Limit(30, ("account_key",)), Limit(100, ("address_key",)))


def keyed(kind: str, value: str) -> str:
    """What the throttle keeps instead of a name, a cookie or an address: useless without our key."""
    return salted_hmac(f"justice_portal.throttle.{kind}", value, algorithm="sha256").hexdigest()


def keys_of(request: HttpRequest, account: str) -> dict[str, str]:
    """The three keys of a try. A browser without our cookie counts by its address."""
    address = keyed("address", address_of(request))
    device = device_of(request)
    return {
        "account_key": keyed("account", account),
        "device_key": keyed("device", device) if device else address,
        "address_key": address,
    }


def take_place(request: HttpRequest, door: str, account: str) -> LoginAttempt | None:
    """A place in the count for one try, or None when the door is closed to it for now."""
    keys = keys_of(request, account)
    with transaction.atomic():
        _lock(keys)
        if is_closed(keys):
            return None
        return LoginAttempt.objects.create(door=door, **keys)


def is_closed(keys: Keys) -> bool:
    if ACCOUNT_ON_DEVICE.is_reached(keys) or DEVICE.is_reached(keys):
        return True
    return not _has_let_in(keys) and any(limit.is_reached(keys) for limit in STRANGERS)


def has_just_closed(attempt: LoginAttempt) -> bool:
    """Whether this failed try was the one that locked the account on its device."""
    return ACCOUNT_ON_DEVICE.is_reached({"account_key": attempt.account_key, "device_key": attempt.device_key})


def succeed(attempt: LoginAttempt) -> None:
    """The passphrase was right: the row stops counting, and ends the run of failures before it."""
    LoginAttempt.objects.filter(pk=attempt.pk).update(succeeded=True)


def _has_let_in(keys: Keys) -> bool:
    """Whether this account has signed in on this device before."""
    known = LoginAttempt.objects.filter(account_key=keys["account_key"], device_key=keys["device_key"], succeeded=True)
    return keys["device_key"] != keys["address_key"] and known.exists()


def _lock(keys: Keys) -> None:
    """Hold everything that is counted until the end of the transaction; always in the same order, so never crosswise."""
    numbers = sorted({int.from_bytes(sha256(key.encode()).digest()[:8], signed=True) for key in keys.values()})
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
