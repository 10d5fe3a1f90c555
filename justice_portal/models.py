"""Only re-exports the rooms' models."""

from justice_portal.accounts.models import AllauthDevice, DemoAccount, DemoMark, LoginAttempt, RoleHeld, User
from justice_portal.audit.models import AuditEvent
from justice_portal.estate.models import Address, Cell, DeliveryUnit, Establishment, Region, Wing
from justice_portal.jobs.models import Job, Schedule, SignOfLife
from justice_portal.notices.models import Notice
from justice_portal.people.models import Alert, AlertCode, Allocation, Cover, Movement, NamedAccess, Person
from justice_portal.people.reception.models import Arrival, ReceptionFile, RollCheck, RollLine
from justice_portal.problems.models import Problem
from justice_portal.switches.models import Switch

__all__ = [
    "Address",
    "Alert",
    "AlertCode",
    "AllauthDevice",
    "Allocation",
    "Arrival",
    "AuditEvent",
    "Cell",
    "Cover",
    "DeliveryUnit",
    "DemoAccount",
    "DemoMark",
    "Establishment",
    "Job",
    "LoginAttempt",
    "Movement",
    "NamedAccess",
    "Notice",
    "Person",
    "Problem",
    "ReceptionFile",
    "Region",
    "RoleHeld",
    "RollCheck",
    "RollLine",
    "Schedule",
    "SignOfLife",
    "Switch",
    "User",
    "Wing",
]
