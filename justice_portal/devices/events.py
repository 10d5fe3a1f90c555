"""What is recorded about devices."""

from justice_portal.audit.events import Kind, declare

declare(
    Kind.SECURITY,
    "device.added",
    "device.code_made",
    "device.enrolled",
    "device.given",
    "device.lost",
    "device.found",
    "device.revoked",
    "device.wing_revoked",
    "device.swapped",
    "device.unlocked",
)
declare(Kind.CONSULTATION, "device.listed", "device.viewed")
