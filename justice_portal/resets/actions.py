"""Making the letter, and using it once."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.accounts.models import Door, User
from justice_portal.accounts.second_factor import has_second_factor
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.errors import DomainError
from justice_portal.invitations.secret import new_secret
from justice_portal.notify import notify
from justice_portal.resets.models import PassphraseReset

#: No mailbox is filled by somebody who types its address again and again.
MOST, WITHIN = 3, timedelta(hours=1)


@action(needs=Permission.ACCOUNT_MANAGE)
def start_reset(user: User, *, by: Any) -> str:
    """The secret for the letter to this user; empty for who gets none. The letter before stops working.

    Who has no second factor yet gets none: the mailbox alone would open the account.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    lately = PassphraseReset.objects.filter(user=user, asked_at__gt=clock.now() - WITHIN)
    if user.door != Door.STAFF or not user.is_active or not has_second_factor(user) or lately.count() >= MOST:
        return ""
    PassphraseReset.objects.open().filter(user=user).update(cancelled_at=clock.now())
    secret, hashed = new_secret()
    made = PassphraseReset.objects.create(user=user, secret_hash=hashed)
    record(by, "account.passphrase_letter", made, user=user)
    return secret


@action(needs=Permission.ACCOUNT_MANAGE)
def take_new_passphrase(reset: PassphraseReset, *, passphrase: str, by: Any) -> User:
    """The user chose a new passphrase. Every session ends; the second factor stays, and the next sign-in asks for it.

    The WHERE decides: of two who send the page at once, one sets it.
    """
    now = clock.now()
    if not PassphraseReset.objects.open().filter(pk=reset.pk).update(used_at=now, secret_hash=""):
        raise DomainError(_("This letter does not work any more. Ask for a new one."))
    user: User = reset.user
    user.set_password(passphrase)
    user.save(update_fields=["password"])
    record(by, "account.passphrase_taken", user)
    notify(user, "account.passphrase_taken")
    return user
