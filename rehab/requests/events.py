from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "requests.asked", "requests.replied", "requests.noted")
declare(
    Kind.ALTERATION,
    "requests.taken",
    "requests.forwarded",
    "requests.decided",
    "requests.withdrawn",
    "requests.verdict_given",
    "requests.stepped_up",
    "requests.moved_on",
    "requests.ended_by_leaving",
    "requests.types_loaded",
    "requests.set_up",
    "requests.route_set",
    "requests.department_added",
    "requests.member_added",
    "requests.member_ended",
)
declare(Kind.CONSULTATION, "requests.viewed", "requests.listed")
