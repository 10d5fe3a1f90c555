"""A role is granted by two people (T109)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.accounts.actions import grant_role
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.changes.kinds import ChangeKind, declare_change
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Permission, Reach, Role


def _grant(change: PendingChange, by: Any) -> RoleHeld:
    data = change.data
    return grant_role(
        User.objects.get(pk=change.about_id),
        role=data["role"],
        reach=data["reach"],
        establishment=change.establishment,
        delivery_unit=change.delivery_unit,
        ends_at=datetime.fromisoformat(data["ends_at"]) if data["ends_at"] else None,
        asked_by=change.asked_by,
        by=by,
    )


def _facts(change: PendingChange) -> list[dict[str, Any]]:
    user, data = User.objects.get(pk=change.about_id), change.data
    return [
        {"label": _("Who"), "value": f"{user.name} ({user.username})"},
        {"label": _("Role"), "value": Role(data["role"]).label},
        {"label": _("Over"), "value": change.establishment or change.delivery_unit or Reach(data["reach"]).label},
        {"label": _("Until"), "value": datetime.fromisoformat(data["ends_at"]) if data["ends_at"] else _("No end")},
    ]


declare_change(
    "role.grant",
    ChangeKind(
        title=gettext_lazy("Grant a role"),
        needs=Permission.ACCOUNT_MANAGE,
        do=_grant,
        facts=_facts,
        concerns=lambda change: {change.about_id},
    ),
)
