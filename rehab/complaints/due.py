"""When a complaint is to be answered. Saturdays and Sundays do not count; the day ends when the offices close."""

from datetime import datetime, time, timedelta
from uuid import UUID

from justice_portal import clock
from rehab.complaints.models import ComplaintPeriod

CLOSES = time(17)


def days_of(establishment: UUID, kind: str) -> int:
    """Working days until the answer of this kind in this prison."""
    row = ComplaintPeriod.objects.filter(establishment=establishment, kind=kind).first()
    return row.days if row else ComplaintPeriod.USUAL


def due_after(days: int) -> datetime:
    """The moment by which something sent now is to be answered; what comes after hours counts as sent the next day."""
    now = clock.now().astimezone(clock.LONDON)
    day = now.date() if now.time() < CLOSES else now.date() + timedelta(days=1)
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return datetime.combine(day, CLOSES, clock.LONDON)
