"""How many were missed, with a reminder and without; and the days of a calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from justice_portal import clock
from rehab.appointments.models import Appointment, Reminder

Status = Appointment.Status
#: The period that the figures are about.
LOOK_BACK = timedelta(days=182)
MISSED = (Status.ACCEPTABLE, Status.UNACCEPTABLE)


@dataclass(frozen=True)
class Attendance:
    """What came of a group of appointments. Those that were called off, or wait for a reply, do not count."""

    kept: int
    acceptable: int
    unacceptable: int

    @property
    def missed(self) -> int:
        return self.acceptable + self.unacceptable

    @property
    def total(self) -> int:
        return self.kept + self.missed

    @property
    def rate(self) -> float | None:
        """Missed of 100; None when there was none to miss."""
        return round(100 * self.missed / self.total, 1) if self.total else None


def attendance(rows: QuerySet[Any]) -> dict[bool, Attendance]:
    """By whether a reminder was sent for the day it was on. Two groups, in one query."""
    sent = Reminder.objects.filter(appointment=OuterRef("pk"), status=Reminder.Status.SENT)
    counted = (
        rows.filter(starts_at__gte=clock.now() - LOOK_BACK, starts_at__lt=clock.now())
        .order_by()
        .annotate(was_reminded=Exists(sent))
        .values("was_reminded")
        .annotate(
            kept=Count("pk", filter=Q(status=Status.KEPT)),
            acceptable=Count("pk", filter=Q(status=Status.ACCEPTABLE)),
            unacceptable=Count("pk", filter=Q(status=Status.UNACCEPTABLE)),
        )
    )
    found = {one["was_reminded"]: Attendance(one["kept"], one["acceptable"], one["unacceptable"]) for one in counted}
    return {True: found.get(True, Attendance(0, 0, 0)), False: found.get(False, Attendance(0, 0, 0))}


def both(one: Attendance, other: Attendance) -> Attendance:
    return Attendance(one.kept + other.kept, one.acceptable + other.acceptable, one.unacceptable + other.unacceptable)


def days_of(view: str, on: date) -> list[date]:
    """The days that a calendar shows: one, or the week of it from Monday."""
    if view == "day":
        return [on]
    monday = on - timedelta(days=on.weekday())
    return [monday + timedelta(days=nth) for nth in range(7)]


def bounds(days: list[date]) -> tuple[datetime, datetime]:
    """From the first midnight to the last, in London."""
    first = datetime.combine(days[0], time.min, clock.LONDON)
    return first, datetime.combine(days[-1] + timedelta(days=1), time.min, clock.LONDON)
