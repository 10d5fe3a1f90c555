"""What the messages room records: that a message was sent or read, never what it said."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "messages.message_sent")
declare(Kind.ALTERATION, "messages.messages_read")
declare(Kind.CONSULTATION, "messages.thread_viewed", "messages.threads_viewed")
declare(Kind.DISCLOSURE, "messages.message_delivered")
