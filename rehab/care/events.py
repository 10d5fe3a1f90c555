from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "victim.added")
declare(Kind.ALTERATION, "victim.ended")
declare(Kind.CONSULTATION, "victim.viewed")
declare(Kind.DISCLOSURE, "care.concern_raised", "care.alert_climbed")
declare(Kind.ALTERATION, "care.alert_taken", "care.alert_answered", "care.alert_closed", "care.alert_returned")
declare(Kind.CONSULTATION, "care.alert_viewed", "care.board_viewed")
