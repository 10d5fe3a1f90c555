"""What the talks room records."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "talks.opened")
declare(Kind.ALTERATION, "talks.handed", "talks.settled", "talks.followed")
declare(Kind.CONSULTATION, "talks.listed", "talks.of_person_viewed")
