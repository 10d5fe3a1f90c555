"""How a prison checks messages is asked for by one manager and made by another (T109)."""

from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from justice_portal import clock
from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.errors import DomainError
from justice_portal.estate.models import Establishment
from mentoring.monitoring.models import CHANGED, MessagePolicy, as_text, policy_of

KIND = "message_policy.change"


@action(needs=Permission.MESSAGE_POLICY)
def ask_to_change_policy(place: Establishment, *, reason: str, by: Any, **fields: Any) -> PendingChange:
    """Ask for other rules of one prison, with the reason, and with what is now beside what would be."""
    now = policy_of(place.pk)
    old = {name: as_text(getattr(now, name)) for name in CHANGED}
    new = {name: as_text(fields[name]) for name in CHANGED}
    parts = [name for name in CHANGED if old[name] != new[name]]
    if not parts:
        raise DomainError(_("Nothing is different."))
    data = {
        "reason": reason,
        "old": {name: old[name] for name in parts},
        "new": {name: new[name] for name in parts},
    }
    change = ask(KIND, data, about_id=place.pk, by=by, establishment=place)
    record(by, "monitoring.policy_asked", MessagePolicy, change=change.pk, parts=parts)
    return change


@action(needs=Permission.MESSAGE_POLICY)
def change_policy(place: Establishment, *, old: dict[str, Any], new: dict[str, Any], by: Any) -> MessagePolicy:
    """Make it so, if it is still as it was when it was asked for. This is what the second person does."""
    policy = MessagePolicy.objects.select_for_update().filter(establishment=place).first()
    policy = policy or MessagePolicy(establishment=place)
    if any(as_text(getattr(policy, name)) != value for name, value in old.items()):
        raise DomainError(_("This has changed since. Refuse this, and ask again."))
    for name, value in new.items():
        setattr(policy, name, _as_value(name, value))
    policy.changed_at, policy.changed_by_id = clock.now(), by.pk
    policy.full_clean(validate_unique=False)
    policy.save()
    record(by, "monitoring.policy_changed", policy, **{name: [old[name], new[name]] for name in new})
    return policy


def _as_value(name: str, value: Any) -> Any:
    return time.fromisoformat(value) if name in {"opens_at", "closes_at"} and value else value
