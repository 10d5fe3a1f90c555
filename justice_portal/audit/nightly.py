"""What the clock does for this room."""

import logging
from datetime import timedelta

from justice_portal.access import SYSTEM
from justice_portal.audit import anchors, sealing, verifying
from justice_portal.audit.log import record
from justice_portal.audit.models import AuditEvent, Seal
from justice_portal.jobs.schedules import every, nightly

security_log = logging.getLogger("justice_portal.security")


@every(timedelta(minutes=1), by_clock=True)
def seal_audit() -> None:
    sealing.seal_streams()


@every(timedelta(hours=1), by_clock=True)
def anchor_audit() -> None:
    """Nothing is recorded of the seals themselves, or each would call for the next; of an anchor it is."""
    if Seal.objects.exists():
        anchor = anchors.write()
        record(SYSTEM, "audit.anchored", Seal, line=anchor.line, mark=anchor.mark)


@nightly(at="04:20", seconds=3600)
def verify_audit() -> None:
    found = verifying.findings()
    for what in found:
        security_log.error("the audit log was tampered with: %s", what)
    record(SYSTEM, "audit.verified", AuditEvent, wrong=len(found))
