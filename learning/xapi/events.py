"""What is recorded about the record store for outside courses."""

from justice_portal.audit.events import Kind, declare

declare(Kind.SECURITY, "xapi.provider_opened", "xapi.provider_ended")
declare(Kind.COLLECTION, "xapi.statements_received", "xapi.document_written")
declare(Kind.ALTERATION, "xapi.name_given", "xapi.documents_removed")
declare(Kind.DISCLOSURE, "xapi.statements_sent")
