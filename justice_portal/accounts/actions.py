"""Accounts and the roles they hold: every change, and who may make it."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, places_for
from justice_portal.accounts.models import AllauthDevice, Door, RoleHeld, User
from justice_portal.accounts.opening import new_account, new_passphrase
from justice_portal.accounts.reach import accounts_of, manages_estate
from justice_portal.accounts.role_rules import misfit
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.estate.models import DeliveryUnit, Establishment
from justice_portal.grants import Reach


@action(needs=Permission.ACCOUNT_MANAGE)
def open_account(
    of: type[User], *, username: str, name: str, email: str = "", is_staff: bool = False, by: Any
) -> tuple[User, str]:
    """Open an account of the staff door, without roles. The passphrase comes back once, to be handed over.

    People get theirs from reception or when they join: those have no passphrase.
    """
    if of.objects.filter(username__iexact=username.strip()).exists():
        raise DomainError(_("There is an account with this user name already."))
    user, passphrase = new_account(username=username, name=name, email=email, is_staff=is_staff)
    record(by, "account.opened", user, door=user.door, is_staff=user.is_staff)
    return user, passphrase


@action(needs=Permission.ACCOUNT_MANAGE)
def change_account(user: User, *, name: str, email: str, is_staff: bool, by: Any) -> User:
    """Change who an account belongs to on paper, and whether it opens the administration site."""
    _check_manages(by, user)
    _check_staff(user.door, is_staff)
    if is_staff != user.is_staff:
        _check_not_own(by, user)
    changed = [field for field, new in (("name", name), ("email", email)) if getattr(user, field) != new]
    record(by, "account.changed", user, fields=changed, is_staff=[user.is_staff, is_staff])
    user.name, user.email, user.is_staff = name, email, is_staff
    user.save(update_fields=["name", "email", "is_staff"])
    return user


@action(needs=Permission.ACCOUNT_MANAGE)
def reset_passphrase(user: User, *, by: Any) -> str:
    """Give an account a new passphrase; the old one and every open session end at once."""
    _check_manages(by, user)
    _check_not_own(by, user)
    if user.door != Door.STAFF:
        raise DomainError(_("People sign in with a PIN or with codes on their phone. They have no passphrase."))
    passphrase = new_passphrase()
    user.set_password(passphrase)
    user.save(update_fields=["password"])
    record(by, "account.passphrase_reset", user)
    return passphrase


@action(needs=Permission.ACCOUNT_MANAGE)
def remove_second_factor(user: User, *, by: Any) -> User:
    """Let someone who lost their phone add a new one at their next sign-in. Open sessions count as unverified."""
    _check_manages(by, user)
    _check_not_own(by, user)
    Authenticator.objects.filter(user=user).delete()
    AllauthDevice.objects.filter(user=user).delete()
    record(by, "account.second_factor_removed", user)
    return user


@action(needs=Permission.ACCOUNT_MANAGE)
def close_account(user: User, *, by: Any) -> User:
    """Close an account: its sessions end with the next request, its roles count no more."""
    _check_manages(by, user)
    _check_not_own(by, user)
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        user.is_active = False
        record(by, "account.closed", user)
    return user


@action(needs=Permission.ACCOUNT_MANAGE)
def reopen_account(user: User, *, by: Any) -> User:
    _check_manages(by, user)
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        user.is_active = True
        record(by, "account.reopened", user)
    return user


@action(needs=Permission.ACCOUNT_MANAGE)
def ask_for_role(
    user: User,
    *,
    role: str,
    reach: str,
    establishment: Establishment | None = None,
    delivery_unit: DeliveryUnit | None = None,
    ends_at: datetime | None = None,
    by: Any,
) -> PendingChange:
    """Ask that a user may hold a role over a reach: a second person agrees or refuses (T109)."""
    if why := misfit(user, role, reach, establishment, delivery_unit):
        raise DomainError(why)
    _check_may_grant(by, user, reach, establishment)
    what = {"role": role, "reach": reach, "establishment": establishment, "delivery_unit": delivery_unit}
    if RoleHeld.objects.live().filter(user=user, **what).exists():
        raise DomainError(_("They hold this role already."))
    data = {
        "role": role,
        "reach": reach,
        "establishment": str(establishment.pk) if establishment else "",
        "delivery_unit": str(delivery_unit.pk) if delivery_unit else "",
        "ends_at": ends_at.isoformat() if ends_at else "",
    }
    place: dict[str, Any] = {"establishment": establishment, "delivery_unit": delivery_unit}
    change = ask("role.grant", data, about_id=user.pk, by=by, **place)
    record(by, "role.asked", user, role=role, reach=reach, change=change.pk)
    return change


@action(needs=Permission.ACCOUNT_MANAGE)
def grant_role(
    user: User,
    *,
    role: str,
    reach: str,
    establishment: Establishment | None = None,
    delivery_unit: DeliveryUnit | None = None,
    ends_at: datetime | None = None,
    asked_by: User | None = None,
    approved_by: User | None = None,
    by: Any,
) -> RoleHeld:
    """Let a user hold a role over a reach. Held already in the same way, it is that one.

    No page calls it: pages ask_for_role, and this is what the second person's consent does.
    """
    if why := misfit(user, role, reach, establishment, delivery_unit):
        raise DomainError(why)
    _check_may_grant(by, user, reach, establishment)
    what = {"role": role, "reach": reach, "establishment": establishment, "delivery_unit": delivery_unit}
    if held := RoleHeld.objects.live().filter(user=user, **what).first():
        return held
    second = None if by is SYSTEM else by
    held = RoleHeld.objects.create(
        user=user,
        ends_at=ends_at,
        granted_by=asked_by or second,
        approved_by=approved_by or (second if asked_by else None),
        **what,
    )
    facts: dict[str, Any] = {
        "establishment": establishment and establishment.pk,
        "delivery_unit": delivery_unit and delivery_unit.pk,
    }
    record(by, "role.granted", held, user=user, role=role, reach=reach, ends_at=ends_at, **facts)
    return held


@action(needs=Permission.ACCOUNT_MANAGE)
def end_role(held: RoleHeld, *, by: Any) -> RoleHeld:
    """End a role now. What was done in it stays as it was."""
    _check_may_grant(by, held.user, held.reach, held.establishment)
    now = clock.now()
    if RoleHeld.objects.live().filter(pk=held.pk).update(ends_at=now):
        held.ends_at = now
        record(by, "role.ended", held, user=held.user, role=held.role, reach=held.reach)
    return held


def _check_may_grant(by: Any, user: User, reach: str, establishment: Establishment | None) -> None:
    """Nobody changes their own roles, or gives more than they reach themselves."""
    if by is SYSTEM:
        return
    _check_not_own(by, user)
    if manages_estate(by):
        return
    has_roles = RoleHeld.objects.live().filter(user=user).exists()
    if has_roles:
        _check_manages(by, user)
    mine = places_for(by, Permission.ACCOUNT_MANAGE)
    if reach == Reach.ESTATE or establishment is None or not mine.filter(pk=establishment.pk).exists():
        raise PermissionDenied


def _check_manages(by: Any, user: User) -> None:
    if by is not SYSTEM and not accounts_of(by).filter(pk=user.pk).exists():
        raise PermissionDenied


def _check_not_own(by: Any, user: User) -> None:
    if by is not SYSTEM and by.pk == user.pk:
        raise DomainError(_("Someone else must do this to your own account."))


def _check_staff(door: str, is_staff: bool) -> None:
    if is_staff and door == Door.TABLET:
        raise DomainError(_("An account of the tablet page never opens the administration site."))
