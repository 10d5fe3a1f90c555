"""How often someone may try to sign in: counted in the database, before any passphrase is checked.

Each try takes its place first: a row that counts as a failure until the passphrase turns out right. Counting and taking
happen under a lock on what is counted, so of 100 tries at once at most as many are checked as the limit allows.
A lock belongs to an account on a device, so nobody can lock another person out of the device they use. A PIN is short, so
an enrolled tablet bears less than a passphrase does; staff can end a lock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from justice_portal import clock
from justice_portal.accounts.device_cookie import address_of, device_of
from justice_portal.accounts.models import LoginAttempt

Keys = Mapping[str, str]


WINDOW = timedelta(minutes=10)
LOCK = timedelta(minutes=10)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
#: Tries at closed doors that are answered as slowly as others, in a minute: by one browser or tablet, and by one address.
FLOOD = {"device_key": 20, "address_key": 100}


@dataclass(frozen=True)
class Limit:
    """So many failures within a time, over rows that share these keys, close the door for a time."""

    failures: int
    over: tuple[str, ...]
    in_a_row: bool = False
    within: timedelta = WINDOW
    lock: timedelta = LOCK

    def is_reached(self, keys: Keys) -> bool:
        tries = LoginAttempt.objects.filter(forgiven_at=None, was_refused=False)
        tries = tries.filter(**{name: keys[name] for name in self.over})
        tries = tries.filter(at__gt=clock.now() - self.within - self.lock)
        if not self.in_a_row:
            tries = tries.filter(succeeded=False)
        latest = list(tries.order_by("-at", "-id").values_list("at", "succeeded")[: self.failures])
        if len(latest) < self.failures or any(succeeded for _at, succeeded in latest):
            return False
        newest, oldest = latest[0][0], latest[-1][0]
        return newest - oldest <= self.within and clock.now() - newest < self.lock


@dataclass(frozen=True)
class Rules:
    """The limits of a door. strangers: only for an account that this device never let in."""

    always: tuple[Limit, ...]
    strangers: tuple[Limit, ...]


ON_DEVICE = ("account_key", "device_key")
#: MoJ: at most 10 failures in a row. A tablet is shared by a wing, so it bears more than one person's mistakes.
#: A device that never let this account in is a stranger to it: fresh cookies must not buy fresh tries.
BROWSER = Rules(
    always=(Limit(10, ON_DEVICE, in_a_row=True), Limit(30, ("device_key",))),
    strangers=(Limit(30, ("account_key",)), Limit(100, ("address_key",))),
)
#: A PIN of four figures has ten thousand forms. Five tries, fifteen a day, and over all tablets thirty a day.
TABLET = Rules(
    always=(
        Limit(5, ON_DEVICE, in_a_row=True),
        Limit(15, ON_DEVICE, in_a_row=True, within=DAY, lock=DAY),
        Limit(10, ("device_key",)),
    ),
    strangers=(Limit(30, ("account_key",), within=DAY, lock=DAY), Limit(30, ("wing_key",))),
)


def keyed(kind: str, value: str) -> str:
    """What the throttle keeps instead of a name, a cookie or an address: useless without our key."""
    return salted_hmac(f"justice_portal.throttle.{kind}", value, algorithm="sha256").hexdigest()


def account_key(account: str) -> dict[str, str]:
    return {"account_key": keyed("account", account)}


def tablet_key(tablet_id: Any) -> dict[str, str]:
    return {"device_key": keyed("tablet", str(tablet_id))}


def keys_of(request: HttpRequest, account: str, tablet: Any = None) -> dict[str, str]:
    """The keys of a try. A browser without our cookie counts by its address, an enrolled tablet by itself and its wing."""
    address = keyed("address", address_of(request))
    keys = {**account_key(account), "address_key": address}
    if tablet is not None:
        return {**keys, **tablet_key(tablet.pk), "wing_key": keyed("wing", str(tablet.wing_id))}
    device = device_of(request)
    return {**keys, "device_key": keyed("device", device) if device else address}


def take_place(request: HttpRequest, door: str, account: str, tablet: Any = None) -> LoginAttempt | None:
    """A place in the count for one try. tablet: an enrolled Device.

    Where the door is closed for now it comes back with was_refused: whoever calls does the work of a check all the same, on
    nothing, so that a lock is told by no clock (T26). In a flood of such tries it is None, and the answer costs nothing (T38b).
    """
    keys = keys_of(request, account, tablet)
    with transaction.atomic():
        _lock(keys)
        refused, flood = is_closed(keys), is_flood(keys)
        if refused and flood:
            return None
        return LoginAttempt.objects.create(door=door, was_refused=refused, **keys)


def is_flood(keys: Keys) -> bool:
    """Whether more tries come to closed doors than people make. It goes by the sender alone, never by the account."""
    lately = LoginAttempt.objects.filter(was_refused=True, at__gt=clock.now() - MINUTE)
    return _any_of_all(lately.filter(**{name: keys[name]}).count() >= most for name, most in FLOOD.items())


def is_closed(keys: Keys) -> bool:
    rules, is_stranger = _rules(keys), not _has_let_in(keys)
    always = _any_of_all(limit.is_reached(keys) for limit in rules.always)
    strangers = _any_of_all(limit.is_reached(keys) for limit in rules.strangers)
    return always or (is_stranger and strangers)


def _any_of_all(asked: Iterable[bool]) -> bool:
    """Ask them all, also after one said yes: which it was, and whether any, must not show in the time (T26)."""
    return any(list(asked))


def has_just_closed(attempt: LoginAttempt) -> bool:
    """Whether this failed try was the one that locked the account on its device."""
    keys = {"account_key": attempt.account_key, "device_key": attempt.device_key, "wing_key": attempt.wing_key}
    return _any_of_all(limit.is_reached(keys) for limit in _rules(keys).always if limit.over == ON_DEVICE)


def succeed(attempt: LoginAttempt) -> None:
    """The passphrase was right: the row stops counting, and ends the run of failures before it."""
    LoginAttempt.objects.filter(pk=attempt.pk).update(succeeded=True)


def forgive(key: Keys) -> int:
    """Let the failures with this key count no more: staff end a lock. The rows stay; how many it were."""
    failed = LoginAttempt.objects.filter(
        **key, succeeded=False, was_refused=False, forgiven_at=None, at__gt=clock.now() - 2 * DAY
    )
    return failed.update(forgiven_at=clock.now())


def _rules(keys: Keys) -> Rules:
    return TABLET if keys.get("wing_key") else BROWSER


def _has_let_in(keys: Keys) -> bool:
    """Whether this account has signed in on this device before."""
    known = LoginAttempt.objects.filter(account_key=keys["account_key"], device_key=keys["device_key"], succeeded=True)
    return keys["device_key"] != keys.get("address_key") and known.exists()


def _lock(keys: Keys) -> None:
    """Hold everything that is counted until the end of the transaction; always in the same order, so never crosswise."""
    numbers = sorted({int.from_bytes(sha256(key.encode()).digest()[:8], signed=True) for key in keys.values()})
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
