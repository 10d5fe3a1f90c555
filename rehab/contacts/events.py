from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "contacts.added")
declare(Kind.ALTERATION, "contacts.withdrawn", "contacts.reopened", "contacts.moved")
declare(Kind.CONSULTATION, "contacts.viewed", "contacts.own_viewed")
