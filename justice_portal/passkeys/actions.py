"""Adding and removing one's own passkeys. Nobody does it for somebody else."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.passkeys.models import Passkey

MOST = 10


@action(needs=Permission.OWN_SETTINGS)
def add_passkey(of: type[Passkey], *, credential_id: bytes, public_key: bytes, sign_count: int, by: Any) -> Passkey:
    """Keep the public half of a key that `by` has just made. The same key sent twice is one key."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if done := of.objects.filter(user=by, credential_id=credential_id).first():
        return done
    if of.objects.filter(user=by).count() >= MOST:
        raise DomainError(_("You have many passkeys. Remove one that you do not use first."))
    try:
        with transaction.atomic():
            known = Authenticator.objects.create(user=by, type=Authenticator.Type.WEBAUTHN, data={"name": "passkey"})
            made = of.objects.create(
                authenticator=known,
                user=by,
                credential_id=credential_id,
                public_key=public_key,
                sign_count=sign_count,
            )
    except IntegrityError:
        raise DomainError(_("This passkey cannot be used. Make another one.")) from None
    record(by, "passkey.added", made)
    return made


@action(needs=Permission.OWN_SETTINGS)
def remove_passkey(passkey: Passkey, *, by: Any) -> None:
    """A key that is lost or not used any more opens nothing. Staff keep one second factor at least."""
    if passkey.user_id != by.pk:
        raise PermissionDenied
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    others = Authenticator.objects.filter(user=by).exclude(pk=passkey.authenticator_id)
    if by.needs_second_factor and not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        raise DomainError(_("This is your only second step. Add another passkey first, or set up codes."))
    record(by, "passkey.removed", passkey)
    Authenticator.objects.filter(pk=passkey.authenticator_id).delete()
