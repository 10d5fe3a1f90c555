from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "reviews.held", "reviews.planned")
declare(Kind.ALTERATION, "reviews.put_off", "reviews.taken_up", "reviews.stopped")
declare(Kind.CONSULTATION, "reviews.viewed", "reviews.listed")
