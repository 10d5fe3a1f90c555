"""Asking for a change that needs a second person: called inside actions, which have checked who asks."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from justice_portal import clock
from justice_portal.accounts.models import RoleHeld, User
from justice_portal.audit.log import record
from justice_portal.changes.kinds import KINDS
from justice_portal.changes.models import PendingChange
from justice_portal.estate.models import DeliveryUnit, Establishment
from justice_portal.grants import GRANTS, Permission, Reach
from justice_portal.notify import anyone

#: What nobody agreed to in this time is not done any more: by then nobody remembers why.
ENDS_AFTER = timedelta(days=14)


def ask(
    kind: str,
    data: dict[str, Any],
    *,
    by: Any,
    about_id: object = "",
    establishment: Establishment | None = None,
    delivery_unit: DeliveryUnit | None = None,
) -> PendingChange:
    """Write the change down and tell those who may agree. The same change, asked again while it waits, is that one."""
    what = {"kind": kind, "data": data, "about_id": str(about_id), "status": PendingChange.Status.WAITING}
    PendingChange.objects.filter(**what, ends_at__lte=clock.now()).update(
        status=PendingChange.Status.WITHDRAWN, decided_at=clock.now()
    )
    if waiting := PendingChange.objects.filter(**what).first():
        return waiting
    change = PendingChange.objects.create(
        **what,
        establishment=establishment,
        delivery_unit=delivery_unit,
        asked_by=by,
        ends_at=clock.now() + ENDS_AFTER,
    )
    record(by, "change.asked", change, change=kind, about=str(about_id))
    anyone(deciders(change), "change.asked", about=change)
    return change


def deciders(change: PendingChange) -> QuerySet[User]:
    """Those who may agree: who holds what the kind needs, over the place or the estate; never who asked."""
    kind = KINDS[change.kind]
    roles = [role for role, permissions in GRANTS.items() if {kind.needs, Permission.CHANGE_VIEW} <= permissions]
    where = Q(reach=Reach.ESTATE)
    if change.establishment_id:
        where |= Q(establishment=change.establishment_id)
    if change.delivery_unit_id:
        where |= Q(delivery_unit=change.delivery_unit_id)
    held = RoleHeld.objects.live().filter(where, role__in=roles)
    never = {str(change.asked_by_id), *kind.concerns(change)}
    return User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk__in=never)[:50]
