"""Only re-exports the rooms' models."""

from justice_portal.accounts.demo_models import DemoAccount, DemoMark
from justice_portal.accounts.models import AllauthDevice, LoginAttempt, RoleHeld, User
from justice_portal.audit.models import AuditEvent, Horizon, Seal
from justice_portal.changes.models import PendingChange
from justice_portal.devices.models import Device
from justice_portal.estate.models import Address, Cell, DeliveryUnit, Establishment, Region, Wing
from justice_portal.history.models import Purged, RowChange
from justice_portal.invitations.models import Invitation
from justice_portal.jobs.models import Job, Schedule, SignOfLife
from justice_portal.lookups.models import LookUp, LookUpLimit, LookUpStop
from justice_portal.notices.models import Notice
from justice_portal.passkeys.models import Passkey
from justice_portal.people.alert_rules.models import AlertRule
from justice_portal.people.amending.models import Amendment
from justice_portal.people.dates.models import SentenceDate
from justice_portal.people.deaths.models import RecordedDeath
from justice_portal.people.feeds.models import Feed
from justice_portal.people.merging.models import RecordJoin
from justice_portal.people.models import Alert, AlertCode, Allocation, Cover, Movement, NamedAccess, Person
from justice_portal.people.reception.models import Arrival, ReceptionFile, RollCheck, RollLine
from justice_portal.phones.models import JoinCode, OwnPhone
from justice_portal.pins.models import Pin, PinCode
from justice_portal.problems.models import Problem
from justice_portal.protected.models import BrokenGlass, Connection, Declaration, StaffHome
from justice_portal.resets.models import PassphraseReset
from justice_portal.rights.models import Correction, KeepDate, KeepRule, LegalHold, RecordCopy
from justice_portal.rota.models import OffShift, Shift
from justice_portal.sheets.models import Sheet, SheetPrint
from justice_portal.switches.models import Switch
from justice_portal.visits.models import Visit, VisitLimit

__all__ = [
    "Address",
    "Alert",
    "AlertCode",
    "AlertRule",
    "AllauthDevice",
    "Allocation",
    "Amendment",
    "Arrival",
    "AuditEvent",
    "BrokenGlass",
    "Cell",
    "Connection",
    "Correction",
    "Cover",
    "Declaration",
    "DeliveryUnit",
    "DemoAccount",
    "DemoMark",
    "Device",
    "Establishment",
    "Feed",
    "Horizon",
    "Invitation",
    "Job",
    "JoinCode",
    "KeepDate",
    "KeepRule",
    "LegalHold",
    "LoginAttempt",
    "LookUp",
    "LookUpLimit",
    "LookUpStop",
    "Movement",
    "NamedAccess",
    "Notice",
    "OffShift",
    "OwnPhone",
    "Passkey",
    "PassphraseReset",
    "PendingChange",
    "Person",
    "Pin",
    "PinCode",
    "Problem",
    "Purged",
    "ReceptionFile",
    "RecordCopy",
    "RecordJoin",
    "RecordedDeath",
    "Region",
    "RoleHeld",
    "RollCheck",
    "RollLine",
    "RowChange",
    "Schedule",
    "Seal",
    "SentenceDate",
    "Sheet",
    "SheetPrint",
    "Shift",
    "SignOfLife",
    "StaffHome",
    "Switch",
    "User",
    "Visit",
    "VisitLimit",
    "Wing",
]
