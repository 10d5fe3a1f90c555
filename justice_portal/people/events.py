"""What is recorded about people."""

from justice_portal.audit.events import Kind, declare

declare(
    Kind.COLLECTION,
    "person.received",
    "person.alert_added",
    "reception.file_read",
    "reception.roll_read",
)
declare(
    Kind.ALTERATION,
    "person.edited",
    "person.corrected",
    "person.alert_ended",
    "person.alert_codes_imported",
    "person.arrived",
    "person.left_for_transfer",
    "person.cell_moved",
    "person.released",
    "person.recalled",
    "person.died",
    "person.supervision_ended",
    "reception.file_imported",
    "reception.file_dropped",
    "reception.roll_line_settled",
    "reception.roll_cells_settled",
    "allocation.given",
    "allocation.ended",
    "allocation.cover_given",
    "allocation.cover_ended",
)
declare(
    Kind.CONSULTATION,
    "person.viewed",
    "person.listed",
    "person.history_viewed",
    "person.alerts_viewed",
    "reception.viewed",
    "reception.roll_viewed",
    "allocation.listed",
)
declare(
    Kind.SECURITY,
    "person.account_made",
)
