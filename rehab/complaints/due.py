"""When a complaint is to be answered: after so many working days, when the offices close."""

from datetime import datetime
from uuid import UUID

from justice_portal import clock, working_days
from rehab.complaints.models import ComplaintPeriod


def days_of(establishment: UUID, kind: str) -> int:
    """Working days until the answer of this kind in this prison."""
    row = ComplaintPeriod.objects.filter(establishment=establishment, kind=kind).first()
    return row.days if row else ComplaintPeriod.USUAL


def due_after(days: int) -> datetime:
    """The moment by which something sent now is to be answered; what comes after hours counts as sent the next day."""
    return working_days.at_close(working_days.after(working_days.counts_from(clock.now()), days))
