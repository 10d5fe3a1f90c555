"""Staff and mentors are invited by two people."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justice_portal.changes.kinds import ChangeKind, declare_change
from justice_portal.changes.models import PendingChange
from justice_portal.grants import Permission, Role
from justice_portal.invitations.actions import invite
from justice_portal.invitations.models import Invitation


def _invite(change: PendingChange, by: Any) -> Invitation:
    data = change.data
    place = change.establishment or change.delivery_unit
    return invite(place, email=data["email"], name=data["name"], role=data["role"], asked_by=change.asked_by, by=by)


def _facts(change: PendingChange) -> list[dict[str, Any]]:
    return [
        {"label": _("Name"), "value": change.data["name"]},
        {"label": _("Email"), "value": change.data["email"]},
        {"label": _("Role"), "value": Role(change.data["role"]).label},
        {"label": _("Where"), "value": change.establishment or change.delivery_unit},
    ]


declare_change(
    "account.invite",
    ChangeKind(gettext_lazy("Invite somebody"), Permission.ACCOUNT_INVITE, _invite, _facts),
)
declare_change(
    "account.invite_lead",
    ChangeKind(gettext_lazy("Invite a manager"), Permission.ACCOUNT_MANAGE, _invite, _facts),
)
