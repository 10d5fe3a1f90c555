from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "complaints.sent", "complaints.taken_down", "complaints.appealed")
declare(
    Kind.ALTERATION,
    "complaints.answered", "complaints.verdict_given", "complaints.stepped_up", "complaints.withdrawn", "complaints.reader_named",
    "complaints.reader_ended", "complaints.days_set",
)  # fmt: skip
declare(Kind.CONSULTATION, "complaints.viewed", "complaints.listed")
