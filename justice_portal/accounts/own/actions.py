"""What users change about their own way in. Nobody does it for somebody else here."""

from typing import Any

from django.core.exceptions import PermissionDenied

from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.accounts.own.sessions import end_others
from justice_portal.actions import action
from justice_portal.audit.log import record


@action(needs=Permission.OWN_SETTINGS)
def change_passphrase(user: User, *, new: str, this_session: str | None, by: Any) -> int:
    """Take a new passphrase, whose quality and whose old one the form has checked. Ends the other sessions; how many."""
    if user.pk != by.pk:
        raise PermissionDenied
    user.set_password(new)
    user.save(update_fields=["password"])
    ended = end_others(user, this_session)
    record(by, "account.own_passphrase_changed", user, sessions_ended=ended)
    return ended


@action(needs=Permission.OWN_SETTINGS)
def end_other_sessions(user: User, *, this_session: str | None, by: Any) -> int:
    """Sign out everywhere but here; how many sessions that ended. None is fine."""
    if user.pk != by.pk:
        raise PermissionDenied
    ended = end_others(user, this_session)
    if ended:
        record(by, "account.own_sessions_ended", user, sessions_ended=ended)
    return ended
