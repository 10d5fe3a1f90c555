"""What is recorded about classes and registers."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "class.made", "class.register_taken", "class.word_added")
declare(Kind.ALTERATION, "class.people_added", "class.place_ended", "class.places_left", "class.changed", "class.ended")
declare(Kind.ALTERATION, "class.session_cancelled", "class.session_restored")
declare(Kind.CONSULTATION, "class.viewed", "attendance.viewed")
