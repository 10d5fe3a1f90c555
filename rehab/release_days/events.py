from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "release_days.planned", "release_days.step_added", "release_days.travel_times_loaded")
declare(Kind.ALTERATION, "release_days.step_dropped")
declare(Kind.CONSULTATION, "release_days.viewed")
