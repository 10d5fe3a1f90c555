"""Asking to take many rows out."""

from typing import Any

from justice_portal.access import Permission
from justice_portal.actions import action
from justice_portal.audit.log import record
from justice_portal.changes.asking import ask
from justice_portal.changes.models import PendingChange
from justice_portal.exports.recipients import Recipient
from justice_portal.exports.taking import KIND, Export
from justice_portal.grants import GRANTS


@action(needs=Permission.EXPORT_LARGE)
def ask_export(of: type[PendingChange], *, export: Export, recipient: Recipient, why: str, by: Any) -> PendingChange:
    """Ask a second person, of the place where who asks holds the role, to agree that these rows are taken out."""
    data = {
        **export.same,
        "rows": export.rows,
        "address": export.address,
        "recipient": Recipient(recipient).value,
        "why": why,
    }
    change = ask(KIND, data, by=by, about_id=by.pk, **_place(by))
    record(by, "export.asked", change, export=export.name, rows=export.rows, recipient=data["recipient"])
    return change


def _place(by: Any) -> dict[str, Any]:
    """Where those are who agree: the prison or unit of who asks; of a role over the estate, the estate."""
    roles = [held for held in by.roles_held() if Permission.EXPORT_LARGE in GRANTS[held.role]]
    for held in roles:
        if held.establishment_id:
            return {"establishment": held.establishment}
    for held in roles:
        if held.delivery_unit_id:
            return {"delivery_unit": held.delivery_unit}
    return {}
