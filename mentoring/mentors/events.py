"""What the mentors' room records."""

from justice_portal.audit.events import Kind, declare

declare(
    Kind.COLLECTION,
    "mentors.mentor_added",
    "mentors.check_added",
    "mentors.talk_added",
    "mentors.hours_logged",
    "mentors.applied",
    "mentors.interest_told",
)
declare(
    Kind.ALTERATION,
    "mentors.mentor_changed",
    "mentors.offer_said",
    "mentors.application_taken_back",
    "mentors.application_refused",
    "mentors.application_accepted",
    "mentors.peer_proposed",
    "mentors.vetting_renewed",
    "mentors.boundaries_agreed",
    "mentors.supervisor_named",
    "mentors.cost_decided",
    "mentors.interest_invited",
    "mentors.interest_refused",
)
declare(
    Kind.CONSULTATION,
    "mentors.file_viewed",
    "mentors.own_file_viewed",
    "mentors.applications_viewed",
    "mentors.application_viewed",
    "mentors.interested_viewed",
)
declare(Kind.ERASURE, "mentors.interest_forgotten")
