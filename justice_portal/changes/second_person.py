"""Who the second person of a change may be."""

from typing import Any

from justice_portal.access import may
from justice_portal.changes.models import PendingChange


def is_other(change: PendingChange, user: Any) -> bool:
    """Neither who asked nor somebody whom it is about."""
    return str(user.pk) not in {str(change.asked_by_id), *change.says.concerns(change)}


def subject(change: PendingChange) -> Any:
    """Over what the permission of its kind is held: its place, or the estate."""
    return change.establishment or change.delivery_unit or PendingChange


def may_still_ask(change: PendingChange) -> bool:
    """Whether who asked for it could ask for it today."""
    if change.says.may_ask:
        return change.says.may_ask(change)
    return may(change.asked_by, change.says.needs, subject(change))


def may_decide(user: Any, change: PendingChange) -> bool:
    """Whether this user is a second person for this change."""
    return change.is_waiting and is_other(change, user) and may(user, change.says.needs, subject(change))
