"""Readers change their own display, nobody else's."""

from typing import Any

from django.core.exceptions import PermissionDenied

import justice_portal.display.events  # noqa: F401
from justice_portal.access import Permission
from justice_portal.accounts.models import User
from justice_portal.actions import action
from justice_portal.audit.log import record


@action(needs=Permission.OWN_SETTINGS)
def change_display(user: User, *, text_size: str, spacing: str, colours: str, sound: bool, by: Any) -> User:
    """Keep how pages look and sound for this reader. The same choice twice writes nothing."""
    chosen = {"text_size": text_size, "spacing": spacing, "colours": colours, "sound": sound}
    if changed := _keep_own(user, chosen, by):
        record(by, "display.changed", user, **changed)
    return user


@action(needs=Permission.OWN_SETTINGS)
def change_language(user: User, *, language: str, by: Any) -> User:
    """Keep the language that this reader chose, for whatever device comes next."""
    if changed := _keep_own(user, {"language": language}, by):
        record(by, "display.language_changed", user, **changed)
    return user


def _keep_own(user: User, chosen: dict[str, Any], by: Any) -> dict[str, Any]:
    """Write what differs, and return it."""
    if user.pk != by.pk:
        raise PermissionDenied
    changed = {name: value for name, value in chosen.items() if getattr(user, name) != value}
    for name, value in changed.items():
        setattr(user, name, value)
    if changed:
        user.save(update_fields=list(changed))
    return changed
