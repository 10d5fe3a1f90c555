"""Accounts that everybody may know, for a database in which everything is invented."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from justice_portal.accounts.demo_models import DemoAccount, DemoMark
from justice_portal.accounts.models import Door, RoleHeld, User
from justice_portal.devices.models import Device
from justice_portal.phones.models import OwnPhone

#: Printed by `make demo` and refused by `check --deploy`. It opens nothing that is not invented.
PASSPHRASE = "kind words open doors"  # noqa: S105
#: The PIN of the people in prison, printed with it.
PIN = "4862"


@dataclass(frozen=True)
class SignIn:
    """What a reader or a script needs to sign in as one role.

    People in prison have a pin, people on probation a contact to which codes are sent, others a passphrase; what does not fit
    is empty. sign_in_url leads to the door; for people in prison by way of a page that lets the browser play a tablet.
    """

    role: str
    name: str
    username: str
    passphrase: str
    pin: str
    contact: str
    totp_secret: str
    door: str
    sign_in_url: str
    what: str


def mark_as_demo() -> None:
    """Say that everything in this database is invented. `seed --demo` calls it first, on an empty database."""
    DemoMark.objects.get_or_create(pk=1)


def is_demo_database() -> bool:
    return DemoMark.objects.exists()


def totp_secret_of(username: str) -> str:
    """The same key on every machine, so that an authenticator app keeps working after `make demo-reset`."""
    return base64.b32encode(hashlib.sha256(f"Justice Portal demo {username}".encode()).digest()[:20]).decode()


@transaction.atomic
def make_demo_account(
    *,
    username: str,
    name: str,
    role_name: str,
    what: str,
    door: str = Door.STAFF,
    roles: Iterable[dict[str, Any]] = (),
    is_staff: bool = False,
    email: str = "",
    order: int = 0,
) -> User:
    """Make, or bring up to date, an account. At the staff door it has the known passphrase and a known second factor.

    roles: fields of RoleHeld, such as {"role": Role.TUTOR, "reach": Reach.ESTABLISHMENT, "establishment": prison}.
    role_name and what are printed in the table of sign-ins, in this order.
    """
    username = User.normalise(username, door)
    user = User.objects.filter(username=username).first()
    if user is None:
        passphrase = PASSPHRASE if door == Door.STAFF else None
        user = User.objects.create_user(username, passphrase, name=name, door=door, is_staff=is_staff, email=email)
    for role in roles:
        RoleHeld.objects.get_or_create(user=user, **role)
    if user.needs_second_factor:
        sealed = get_adapter().encrypt(totp_secret_of(username))
        Authenticator.objects.update_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": sealed}}
        )
    DemoAccount.objects.update_or_create(user=user, defaults={"role_name": role_name, "what": what, "order": order})
    return user


def sign_ins() -> list[SignIn]:
    """Every demo account, in order."""
    return [_sign_in(account) for account in DemoAccount.objects.select_related("user__pin")]


def as_json(rows: Iterable[SignIn]) -> list[dict[str, str]]:
    return [asdict(row) for row in rows]


def _sign_in(account: DemoAccount) -> SignIn:
    user = account.user
    door = "admin" if user.is_staff else user.door
    phone = OwnPhone.objects.live().filter(person__user=user).first()
    if phone:
        door, path = Door.PHONE, reverse("account_request_login_code")
    else:
        path = _tablet_door(user) if door == Door.TABLET else reverse("account_login")
    if door == "admin":
        path += f"?next={reverse('admin:index')}"
    return SignIn(
        role=account.role_name,
        name=user.name,
        username=user.username,
        passphrase=PASSPHRASE if user.needs_second_factor else "",
        pin=PIN if hasattr(user, "pin") else "",
        contact=phone.address if phone else "",
        totp_secret=totp_secret_of(user.username) if user.needs_second_factor else "",
        door=door,
        sign_in_url=settings.SITE_URL + path,
        what=account.what,
    )


def _tablet_door(user: User) -> str:
    """The first page to open: it makes the browser a tablet of the wing, and leads to the door."""
    tablets = Device.objects.in_use().filter(
        wing__people__user=user, label__startswith="DEMO-", kind=Device.Kind.SHARED
    )
    tablet = tablets.order_by("added_at").first()
    return reverse("visits:demo-tablet", args=[tablet.label]) if tablet else reverse("accounts:sign-in")
