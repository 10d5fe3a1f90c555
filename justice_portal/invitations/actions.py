"""Inviting staff and mentors: asked for by one, agreed to by another, taken once by who gets the email."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import SYSTEM, Permission, require
from justice_portal.accounts.actions import grant_role
from justice_portal.accounts.models import Door, User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.invitations.jobs import send_invitation
from justice_portal.invitations.models import Invitation
from justice_portal.invitations.roles import LEADING, columns, needed_for, reach_of, roles_at
from justice_portal.jobs.queue import enqueue

#: T16.
LASTS = timedelta(hours=48)


@action(needs=Permission.ACCOUNT_INVITE)
def ask_to_invite(place: Any, *, email: str, name: str, role: str, by: Any) -> PendingChange:
    """Ask to invite somebody to this prison or delivery unit. The email goes when a second person agrees."""
    require(by, needed_for(role), place)
    if role not in roles_at(place):
        raise DomainError(_("This role is not held in that place."))
    email = email.strip().lower()
    _refuse_second_account(email)
    data = {"email": email, "name": name, "role": role}
    change = ask("account.invite_lead" if role in LEADING else "account.invite", data, by=by, **columns(place))
    record(by, "invitation.asked", place, role=role, change=change.pk)
    return change


@action(needs=Permission.ACCOUNT_INVITE)
def invite(place: Any, *, email: str, name: str, role: str, asked_by: User, by: Any) -> Invitation:
    """What a second person's consent does: the invitation is written and its email goes out."""
    require(by, needed_for(role), place)
    _refuse_second_account(email)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        role=role,
        reach=reach_of(role, place),
        invited_by=asked_by,
        approved_by=by,
        ends_at=clock.now() + LASTS,
        **columns(place),
    )
    record(by, "invitation.made", invitation, role=role, place=place)
    _send(invitation, by)
    return invitation


@action(needs=Permission.ACCOUNT_INVITE)
def send_again(invitation: Invitation, *, by: Any) -> Invitation:
    """Send a new email with a new secret: the old one opens nothing any more, and 48 hours begin anew."""
    require(by, needed_for(invitation.role), invitation.place)
    ends_at = clock.now() + LASTS
    still = Invitation.objects.filter(pk=invitation.pk, taken_at=None, withdrawn_at=None)
    if not still.update(ends_at=ends_at, secret_hash=""):
        raise DomainError(_("This invitation was used or taken back."))
    invitation.ends_at = ends_at
    record(by, "invitation.sent_again", invitation)
    _send(invitation, by)
    return invitation


@action(needs=Permission.ACCOUNT_INVITE)
def withdraw_invitation(invitation: Invitation, *, by: Any) -> Invitation:
    """Take it back: from now on it opens nothing."""
    now = clock.now()
    still = Invitation.objects.filter(pk=invitation.pk, taken_at=None, withdrawn_at=None)
    if not still.update(withdrawn_at=now, withdrawn_by=by, secret_hash=""):
        raise DomainError(_("This invitation was used or taken back."))
    invitation.withdrawn_at = now
    record(by, "invitation.withdrawn", invitation)
    return invitation


@action(needs=Permission.ACCOUNT_INVITE)
def take_invitation(invitation: Invitation, *, passphrase: str, by: Any) -> User:
    """Open the account that the invitation is for: its email, its role, its place, whatever the page was sent.

    The WHERE decides: of two who send the page at once, one gets an account.
    """
    now = clock.now()
    if not Invitation.objects.open().filter(pk=invitation.pk).update(taken_at=now, secret_hash=""):
        raise DomainError(_("This invitation does not work any more."))
    _refuse_second_account(invitation.email)
    user = User.objects.create_user(
        invitation.email, passphrase, name=invitation.name, email=invitation.email, door=Door.STAFF
    )
    Invitation.objects.filter(pk=invitation.pk).update(taken_by=user)
    grant_role(
        user,
        role=invitation.role,
        reach=invitation.reach,
        establishment=invitation.establishment,
        delivery_unit=invitation.delivery_unit,
        asked_by=invitation.invited_by,
        approved_by=invitation.approved_by,
        by=SYSTEM,
    )
    record(user, "invitation.taken", invitation, role=invitation.role)
    return user


def _send(invitation: Invitation, by: Any) -> None:
    enqueue(send_invitation, invitation.pk, key=f"invitation:{invitation.pk}:{invitation.ends_at:%s}", by=SYSTEM)


def _refuse_second_account(email: str) -> None:
    if User.objects.filter(username__iexact=email).exists():
        raise DomainError(_("There is an account with this email already. Ask for another role for it instead."))
