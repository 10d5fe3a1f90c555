"""An appointment as an iCalendar file (RFC 5545), for the calendar of a phone.

It says "Appointment" and the address, not with whom or about what: the calendar of a phone lies open to others (T10).
"""

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from rehab.appointments.models import Appointment

LINE = 75  # octets, before a line must be folded


def as_calendar(meeting: Appointment, *, address: str) -> bytes:
    """One event with an alarm the evening before. address: of the page that says more."""
    where = meeting.place.full_address if meeting.place else ""
    title, about = _text(_("Appointment")), _text(_("Sign in to see more."))
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Justice Portal//Appointments//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:{meeting.pk}@justice-portal",
        f"SEQUENCE:{meeting.version - 1}",
        f"DTSTAMP:{_moment(meeting.booked_at)}",
        f"DTSTART:{_moment(meeting.starts_at)}",
        f"DTEND:{_moment(meeting.ends_at)}",
        f"SUMMARY:{title}",
        *([f"LOCATION:{_text(where)}"] if where else []),
        f"DESCRIPTION:{about}",
        f"URL:{address}",
        f"STATUS:{'CANCELLED' if meeting.status == meeting.Status.CANCELLED else 'CONFIRMED'}",
        "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", "TRIGGER:-PT18H", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A text with the marks of the format taken for what they are, and no line of its own."""
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    return "\\n".join(value.splitlines())


def _folded(line: str) -> str:
    """No line is longer than 75 octets; what goes on begins with a space. A letter is never cut in two."""
    parts, current = [], ""
    for letter in line:
        if len((current + letter).encode()) > LINE:
            parts.append(current)
            current = " "
        current += letter
    return "\r\n".join([*parts, current])
