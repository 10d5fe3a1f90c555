from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(
    Kind.COLLECTION,
    "appointment.booked",
    "appointment.replied",
    "appointment.reminded",
    "appointment.reminder_sent",
    "appointment.place_added",
    "appointment.move_asked",
)
declare(
    Kind.ALTERATION,
    "appointment.changed",
    "appointment.cancelled",
    "appointment.kept",
    "appointment.asked",
    "appointment.decided",
    "appointment.reminders_chosen",
    "appointment.place_changed",
    "appointment.move_withdrawn",
    "appointment.move_answered",
    "appointment.given_to_another",
)
declare(Kind.CONSULTATION, "appointment.viewed", "appointment.listed")
