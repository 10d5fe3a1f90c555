"""An appointment as an iCalendar file, for the calendar of a phone."""

from justice_portal.calendar_file import Event, as_file
from rehab.appointments.models import Appointment


def as_calendar(meeting: Appointment, *, address: str) -> bytes:
    """address: of the page that says more."""
    return as_file(
        Event(
            key=meeting.pk,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            made_at=meeting.booked_at,
            address=address,
            where=meeting.place.full_address if meeting.place else "",
            version=meeting.version,
            is_off=meeting.status == meeting.Status.CANCELLED,
        )
    )
