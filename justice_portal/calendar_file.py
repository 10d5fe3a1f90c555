"""One event as an iCalendar file (RFC 5545), for the calendar of a phone. Rooms of every app use it.

It says "Appointment" and a place at most, not with whom or about what: the calendar of a phone lies open to others (T10).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.utils.translation import gettext as _

LINE = 75  # octets, before a line must be folded


@dataclass(frozen=True)
class Event:
    """What a calendar is told. address: of the page that says more. version: it goes up when the event changes."""

    key: UUID
    starts_at: datetime
    ends_at: datetime
    made_at: datetime
    address: str
    where: str = ""
    version: int = 1
    is_off: bool = False


def as_file(event: Event) -> bytes:
    """The event, with an alarm the evening before."""
    title, about = _text(_("Appointment")), _text(_("Sign in to see more."))
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Justice Portal//Appointments//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:{event.key}@justice-portal",
        f"SEQUENCE:{event.version - 1}",
        f"DTSTAMP:{_moment(event.made_at)}",
        f"DTSTART:{_moment(event.starts_at)}",
        f"DTEND:{_moment(event.ends_at)}",
        f"SUMMARY:{title}",
        *([f"LOCATION:{_text(event.where)}"] if event.where else []),
        f"DESCRIPTION:{about}",
        f"URL:{event.address}",
        f"STATUS:{'CANCELLED' if event.is_off else 'CONFIRMED'}",
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
