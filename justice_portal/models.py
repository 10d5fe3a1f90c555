"""Only re-exports the rooms' models."""

from justice_portal.accounts.models import AllauthDevice, LoginAttempt, RoleHeld, User
from justice_portal.audit.models import AuditEvent
from justice_portal.estate.models import Address, Cell, DeliveryUnit, Establishment, Region, Wing
from justice_portal.people.models import Alert, AlertCode, Allocation, Cover, Movement, NamedAccess, Person

__all__ = [
    "Address",
    "Alert",
    "AlertCode",
    "AllauthDevice",
    "Allocation",
    "AuditEvent",
    "Cell",
    "Cover",
    "DeliveryUnit",
    "Establishment",
    "LoginAttempt",
    "Movement",
    "NamedAccess",
    "Person",
    "Region",
    "RoleHeld",
    "User",
    "Wing",
]
