"""What the mentors' room records."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "mentors.mentor_added")
declare(Kind.ALTERATION, "mentors.mentor_changed", "mentors.vetting_renewed")
