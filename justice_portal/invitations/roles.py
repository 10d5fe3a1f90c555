"""Which roles may be invited where, and over what each is then held."""

from typing import Any

from justice_portal.estate.models import DeliveryUnit, Establishment
from justice_portal.grants import REACHES, Permission, Reach, Role

IN_PRISON = (
    Role.KEY_WORKER, Role.POM, Role.TUTOR, Role.MODERATOR, Role.SAFER_CUSTODY, Role.MENTOR, Role.FAMILY, Role.LEGAL,
    Role.MANAGER,
)  # fmt: skip
IN_UNIT = (Role.COM, Role.MENTOR, Role.FAMILY, Role.LEGAL, Role.MANAGER)
#: Roles that can invite others: only administrators invite to them.
LEADING = {Role.MANAGER}


def roles_at(place: Establishment | DeliveryUnit) -> tuple[Role, ...]:
    return IN_PRISON if isinstance(place, Establishment) else IN_UNIT


def reach_of(role: str, place: Establishment | DeliveryUnit) -> str:
    """Over what the role is held by who was invited to this place."""
    wanted = Reach.ESTABLISHMENT if isinstance(place, Establishment) else Reach.DELIVERY_UNIT
    reaches = REACHES[role]
    return next(reach for reach in (wanted, Reach.CASELOAD, Reach.OWN) if reach in reaches)


def needed_for(role: str) -> Permission:
    """What both who invites and who agrees must hold over the place."""
    return Permission.ACCOUNT_MANAGE if role in LEADING else Permission.ACCOUNT_INVITE


def columns(place: Any) -> dict[str, Any]:
    """The place, as rows keep it."""
    is_prison = isinstance(place, Establishment)
    return {"establishment": place if is_prison else None, "delivery_unit": None if is_prison else place}
